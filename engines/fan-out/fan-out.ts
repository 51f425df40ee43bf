import type { FanOut, FanOutOptions, Overflow } from './types';

interface Subscription {
  readonly fn: (event: unknown) => unknown;
  /** Called with each event while the subscription lives. */
  take: (event: unknown) => unknown;
  isOver: boolean;
}

interface Waiting {
  readonly topic: string;
  readonly event: unknown;
  /** Who was subscribed when it was published. */
  readonly to: readonly Subscription[];
}

/**
 * A bus with one queue of events, so that all subscribers see the same order (Lamport, CACM 1978, of total orders), and
 * where `buffer` is given one bounded queue a subscription, so that the slow delay nobody. Cost of a publish: subscribers
 * of its topic.
 */
export function createFanOut(options: FanOutOptions = {}): FanOut {
  const { buffer, overflow = 'drop-oldest', maxFailures = Infinity } = options;
  const topics = new Map<string, Set<Subscription>>();
  const waiting: Waiting[] = [];
  let isDelivering = false;
  let dropped = 0;

  function deliverAll(): void {
    const errors: unknown[] = [];
    isDelivering = true;
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      for (const subscription of next.to) {
        if (subscription.isOver) continue;
        try {
          subscription.take(next.event);
        } catch (error) {
          errors.push(error);
        }
      }
    }
    isDelivering = false;
    if (errors.length > 0 && options.swallowsErrors !== true) throw errors[0];
  }

  return {
    subscribe(topic, fn, { signal } = {}) {
      const there = topics.get(topic) ?? new Set();
      topics.set(topic, there);
      const twin = options.sameFunctionOnce === true ? [...there].find((one) => one.fn === fn) : undefined;
      const subscription = twin ?? subscriptionOf(fn);
      const end = (): void => {
        subscription.isOver = true;
        there.delete(subscription);
        if (there.size === 0 && topics.get(topic) === there) topics.delete(topic);
      };
      if (twin === undefined && signal?.aborted !== true) there.add(subscription);
      signal?.addEventListener('abort', end, { once: true });
      return end;

      function subscriptionOf(call: (event: unknown) => unknown): Subscription {
        const one: Subscription = { fn: call, isOver: false, take: call };
        if (buffer === undefined) return one;
        const limits = { buffer, overflow, maxFailures };
        one.take = createPaced(call, limits, {
          isOver: () => one.isOver,
          end: () => end(),
          drop: () => (dropped += 1),
        });
        return one;
      }
    },
    publish(topic, event) {
      waiting.push({ topic, event, to: [...(topics.get(topic) ?? [])] });
      if (!isDelivering) deliverAll();
    },
    stats: () => ({ dropped }),
  };
}

interface Limits {
  readonly buffer: number;
  readonly overflow: Overflow;
  readonly maxFailures: number;
}

/** One call at a time, and so many events that wait for the next. */
function createPaced(
  fn: (event: unknown) => unknown,
  { buffer, overflow, maxFailures }: Limits,
  owner: { isOver(): boolean; end(): void; drop(): void },
): (event: unknown) => void {
  const queue: unknown[] = [];
  let isBusy = false;
  let failures = 0;

  // With `then` alone, so that it waits in the time of whoever made the promise.
  function begin(event: unknown): void {
    isBusy = true;
    try {
      const work = fn(event);
      if (isPromiseLike(work))
        work.then(
          () => settled(false),
          () => settled(true),
        );
      else settled(false);
    } catch {
      settled(true);
    }
  }

  function settled(hasFailed: boolean): void {
    isBusy = false;
    failures = hasFailed ? failures + 1 : 0;
    if (failures >= maxFailures) owner.end();
    if (owner.isOver()) queue.length = 0;
    if (queue.length > 0) begin(queue.shift());
  }

  return (event) => {
    if (!isBusy) begin(event);
    else if (queue.length < buffer) queue.push(event);
    else if (overflow === 'disconnect') owner.end();
    else {
      owner.drop();
      if (overflow === 'drop-newest') return;
      queue.shift();
      queue.push(event);
    }
  };
}

function isPromiseLike(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
