import type { Bus, Subscriber } from './contract';

/**
 * One bus, independent of every other.
 *
 * An event from inside of a subscriber waits until the current one has reached all.
 */
export function createBus(): Bus {
  const subscribers: Subscriber<unknown>[] = [];
  return {
    subscribe(topic, fn) {
      // Start here: how does publish know that it was called from inside of a subscriber?
      subscribers.push(fn);
      return () => {};
    },
    publish(topic, event) {
      for (const fn of subscribers) fn(event);
    },
  };
}
