import type { Bus, Subscriber } from './contract';

/**
 * One bus, independent of every other.
 *
 * Subscribers come and go, also while an event is on its way.
 */
export function createBus(): Bus {
  const subscribers: Subscriber<unknown>[] = [];
  return {
    subscribe(topic, fn) {
      // Start here: the list changes while you walk over it. Who is to be called?
      subscribers.push(fn);
      return () => {};
    },
    publish(topic, event) {
      for (const fn of subscribers) fn(event);
    },
  };
}
