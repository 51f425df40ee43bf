import type { Bus, Subscriber } from './contract';

/**
 * One bus, independent of every other.
 *
 * Each event reaches every current subscriber of its topic.
 */
export function createBus(): Bus {
  const subscribers: Subscriber<unknown>[] = [];
  return {
    subscribe(topic, fn) {
      // Start here: what has to be remembered of a subscription so that it alone can be ended?
      subscribers.push(fn);
      return () => {};
    },
    publish(topic, event) {
      for (const fn of subscribers) fn(event);
    },
  };
}
