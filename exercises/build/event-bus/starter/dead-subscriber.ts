import type { Bus, BusOptions, Subscriber } from './contract';

/**
 * One bus, independent of every other.
 *
 * A subscriber that keeps failing is let go, with all that waits for it.
 */
export function createBus({ buffer, overflow, maxFailures }: BusOptions): Bus {
  const subscribers: Subscriber<unknown>[] = [];
  return {
    subscribe(topic, fn, options) {
      // Start here: in how many ways can a subscription end, and what has to happen at each?
      subscribers.push(fn);
      return () => {};
    },
    publish(topic, event) {
      for (const fn of subscribers) void fn(event);
    },
    stats() {
      return { dropped: 0 };
    },
  };
}
