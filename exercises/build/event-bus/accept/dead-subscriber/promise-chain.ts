// Each call is a link in a chain of promises, begun some microtasks later.
type Subscriber = (event: unknown) => Promise<void>;
interface Options {
  buffer: number;
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
  maxFailures: number;
}

export function createBus({ buffer, overflow, maxFailures }: Options) {
  const topics = new Map<string, Set<(event: unknown) => void>>();
  let drops = 0;

  function lane(fn: Subscriber, quit: () => void) {
    let tail: Promise<unknown> = Promise.resolve();
    let waiting: { event: unknown }[] = [];
    let inHand = 0;
    let isOver = false;
    let misses = 0;
    const stop = () => {
      isOver = true;
      waiting = [];
      quit();
    };
    const accept = (event: unknown): void => {
      if (isOver) return;
      if (inHand > 0 && waiting.length >= buffer) {
        if (overflow === 'disconnect') return stop();
        drops += 1;
        if (overflow === 'drop-newest') return;
        waiting.shift();
        waiting.push({ event });
        return;
      }
      if (inHand === 0) {
        inHand = 1;
        tail = step(event);
      } else waiting.push({ event });
    };
    const step = (event: unknown): Promise<unknown> =>
      Promise.resolve()
        .then(() => (isOver ? undefined : fn(event)))
        .then(
          () => {
            misses = 0;
          },
          () => {
            misses += 1;
            if (misses === maxFailures) stop();
          },
        )
        .then(() => {
          const next = waiting.shift();
          if (next === undefined) inHand = 0;
          else tail = step(next.event);
          return tail === undefined;
        });
    return { accept, stop };
  }

  return {
    subscribe(topic: string, fn: Subscriber, given?: { signal?: AbortSignal }): () => void {
      const mine = topics.get(topic) ?? new Set();
      topics.set(topic, mine);
      const { accept, stop } = lane(fn, () => mine.delete(accept));
      mine.add(accept);
      if (given?.signal?.aborted === true) stop();
      else given?.signal?.addEventListener('abort', stop, { once: true });
      return stop;
    },
    publish(topic: string, event: unknown): void {
      topics.get(topic)?.forEach((accept) => accept(event));
    },
    stats() {
      return { dropped: drops };
    },
  };
}
