// A class for a subscription, which takes first and cuts back afterwards.
type Subscriber = (event: unknown) => Promise<void>;
interface Options {
  buffer: number;
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
  maxFailures: number;
}

class Subscription {
  #queue: unknown[] = [];
  #running = false;
  #live = true;
  dropped = 0;
  #inARow = 0;

  constructor(
    readonly topic: string,
    readonly fn: Subscriber,
    readonly options: Options,
  ) {}

  get isLive(): boolean {
    return this.#live;
  }

  end = (): void => {
    this.#live = false;
    this.#queue = [];
  };

  take(event: unknown): void {
    if (!this.#live) return;
    this.#queue.push(event);
    this.#next();
    const { buffer, overflow } = this.options;
    if (this.#queue.length <= buffer) return;
    if (overflow === 'disconnect') this.end();
    else {
      if (overflow === 'drop-oldest') this.#queue.shift();
      else this.#queue.pop();
      this.dropped += 1;
    }
  }

  #next(): void {
    if (this.#running || this.#queue.length === 0) return;
    this.#running = true;
    const done = (failed: boolean) => {
      this.#inARow = failed ? this.#inARow + 1 : 0;
      if (this.#inARow >= this.options.maxFailures) this.end();
      this.#running = false;
      this.#next();
    };
    this.fn(this.#queue.shift()).then(
      () => done(false),
      () => done(true),
    );
  }
}

export function createBus(options: Options) {
  let all: Subscription[] = [];
  return {
    subscribe(topic: string, fn: Subscriber, { signal }: { signal?: AbortSignal } = {}) {
      const one = new Subscription(topic, fn, options);
      if (signal?.aborted) one.end();
      signal?.addEventListener('abort', one.end);
      all.push(one);
      return one.end;
    },
    publish(topic: string, event: unknown) {
      for (const one of all) if (one.topic === topic) one.take(event);
    },
    stats() {
      return { dropped: all.reduce((sum, one) => sum + one.dropped, 0) };
    },
  };
}
