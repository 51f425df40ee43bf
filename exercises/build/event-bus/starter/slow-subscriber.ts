import type { Bus, BusOptions, Subscriber } from './contract';

/**
 * One bus, independent of every other.
 *
 * Each subscriber works at its own pace, with a bounded buffer.
 */
export function createBus({ buffer, overflow }: BusOptions): Bus {
  const subscribers: Subscriber<unknown>[] = [];
  return {
    subscribe(topic, fn) {
      // Start here: what does each subscription have to remember between two events?
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
