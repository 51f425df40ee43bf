/** What becomes of an event that finds a full buffer. */
export type Overflow = 'drop-oldest' | 'drop-newest' | 'disconnect';

/** How a bus delivers. */
export interface FanOutOptions {
  /** Events that may wait for one subscription. Left out: subscribers are called synchronously and nothing waits for them. */
  readonly buffer?: number;
  /** Default `drop-oldest`. */
  readonly overflow?: Overflow;
  /** Rejections in a row after which a subscription ends. Default: never. */
  readonly maxFailures?: number;
  /** A function that is subscribed to a topic twice is called once. Default false. */
  readonly sameFunctionOnce?: boolean;
  /** `publish` does not throw what subscribers threw. Default false. */
  readonly swallowsErrors?: boolean;
}

/** What a bus needs of an `AbortSignal`. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once?: boolean }): void;
}

/** A bus. */
export interface FanOut {
  /** Answers what ends the subscription; idempotent. */
  subscribe(
    topic: string,
    fn: (event: unknown) => unknown,
    options?: { readonly signal?: StopSignal | undefined },
  ): () => void;
  /** Synchronous buses: throws the first error once everything is delivered, in order of publishing. */
  publish(topic: string, event: unknown): void;
  /** Events dropped by overflow, over all subscriptions. */
  stats(): { readonly dropped: number };
}
