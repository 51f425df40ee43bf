/**
 * Called with each event, the very value that was published. Works until the promise that it returns fulfils; on this rung
 * it always does.
 */
export type Subscriber<E> = (event: E) => Promise<void>;

/** How a bus is set up. Always valid. */
export interface BusOptions {
  /** Events that may wait for one subscription. An integer ≥ 1. The one that is being worked on does not count. */
  buffer: number;
  /**
   * What becomes of an event that comes when `buffer` events wait: it takes the place of the oldest that waits, it is
   * dropped itself, or the subscription ends. Whether a disconnected one still gets what waited is left open.
   */
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
}

/** Hands each event to all who want it, each at its own pace. */
export interface Bus<E = unknown> {
  /**
   * Registers a subscriber. It has one call at a time, events in the order in which they were published, and a buffer of
   * its own: the next call begins in the millisecond in which the last one settled. When the subscription is ended its
   * running call goes on; what waits is discarded.
   *
   *
   * @param topic any string; topics have nothing to do with each other
   * @param fn the same function twice is two subscriptions
   * @returns ends this subscription and no other; a second call does nothing
   */
  subscribe(topic: string, fn: Subscriber<E>): () => void;
  /**
   * Hands the event to each subscription of the topic and returns without waiting for anybody. An idle subscriber is
   * called in the same millisecond, within this call or some microtasks later. A slow one delays no other.
   *
   * @example
   * const bus = createBus({ buffer: 1, overflow: 'drop-oldest' });
   * bus.subscribe('a', (n) => sleep(100)); // at 0 it begins with 1, at 100 with 3
   * bus.publish('a', 1); // at 0
   * bus.publish('a', 2); // at 10: waits
   * bus.publish('a', 3); // at 20: takes the place of 2
   * bus.stats(); // { dropped: 1 }
   */
  publish(topic: string, event: E): void;
  /** `dropped`: how many events were dropped since the start, one for each subscription that missed one by overflow. */
  stats(): { dropped: number };
}

/** What the exercise calls: export a function of this type, named `createBus`. Buses share nothing. */
export type CreateBus = (options: BusOptions) => Bus;
