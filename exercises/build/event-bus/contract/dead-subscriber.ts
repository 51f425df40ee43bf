/**
 * Called with each event, the very value that was published. Works until the promise that it returns settles; a rejection
 * is a failure.
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
  /** After so many rejections in a row a subscription ends. An integer ≥ 1. */
  maxFailures: number;
}

/** What a subscription may be given. */
export interface SubscribeOptions {
  /** Ends the subscription when it is aborted; where it is aborted already, nothing is ever delivered. */
  signal?: AbortSignal;
}

/** Hands each event to all who want it, each at its own pace. */
export interface Bus<E = unknown> {
  /**
   * Registers a subscriber. It has one call at a time, events in the order in which they were published, and a buffer of
   * its own: the next call begins in the millisecond in which the last one settled. When the subscription is ended its
   * running call goes on; what waits is discarded.
   *
   * A subscription also ends after `maxFailures` rejections in a row; a call that fulfils starts the count afresh. Its
   * waiting events are released, and it is not called any more. Nobody else hears of a rejection.
   *
   * @param topic any string; topics have nothing to do with each other
   * @param fn the same function twice is two subscriptions
   * @returns ends this subscription and no other; a second call does nothing
   */
  subscribe(topic: string, fn: Subscriber<E>, options?: SubscribeOptions): () => void;
  /**
   * Hands the event to each subscription of the topic and returns without waiting for anybody. An idle subscriber is
   * called in the same millisecond, within this call or some microtasks later. A slow one delays no other.
   *
   * @example
   * const bus = createBus({ buffer: 8, overflow: 'drop-oldest', maxFailures: 2 });
   * const left = new AbortController();
   * bus.subscribe('a', async () => { throw new Error('gone'); }); // ends after its second event
   * bus.subscribe('a', save, { signal: left.signal }); // ends at left.abort()
   */
  publish(topic: string, event: E): void;
  /** `dropped`: how many events were dropped since the start, one for each subscription that missed one by overflow. */
  stats(): { dropped: number };
}

/** What the exercise calls: export a function of this type, named `createBus`. Buses share nothing. */
export type CreateBus = (options: BusOptions) => Bus;
