// breaks: death-releases-the-backlog
// What waited for a subscription that ends by failures is counted as dropped, and no overflow dropped it.
type Subscriber = (event: unknown) => Promise<void>;
interface Options {
  buffer: number;
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
  maxFailures: number;
}
interface Entry {
  fn: Subscriber;
  topic: string;
  queue: unknown[];
  isBusy: boolean;
  failures: number;
}

export function createBus({ buffer, overflow, maxFailures }: Options) {
  const entries = new Set<Entry>();
  let dropped = 0;

  function close(entry: Entry): void {
    entry.queue.length = 0;
    entries.delete(entry);
  }

  async function work(entry: Entry): Promise<void> {
    if (entry.isBusy) return;
    entry.isBusy = true;
    while (entry.queue.length > 0) {
      const next = entry.queue.splice(0, 1);
      try {
        await entry.fn(next[0]);
        entry.failures = 0;
      } catch {
        entry.failures += 1;
        if (entry.failures >= maxFailures) {
          dropped += entry.queue.length;
          close(entry);
        }
      }
    }
    entry.isBusy = false;
  }

  function offer(entry: Entry, event: unknown): void {
    if (!entry.isBusy || entry.queue.length < buffer) {
      entry.queue.push(event);
      void work(entry);
    } else if (overflow === 'disconnect') close(entry);
    else {
      dropped += 1;
      if (overflow === 'drop-newest') return;
      entry.queue.shift();
      entry.queue.push(event);
    }
  }

  return {
    subscribe(topic: string, fn: Subscriber, options: { signal?: AbortSignal } = {}) {
      const entry: Entry = { fn, topic, queue: [], isBusy: false, failures: 0 };
      const end = () => close(entry);
      if (options.signal?.aborted) return () => {};
      options.signal?.addEventListener('abort', end);
      entries.add(entry);
      return end;
    },
    publish(topic: string, event: unknown) {
      for (const entry of [...entries]) if (entry.topic === topic) offer(entry, event);
    },
    stats: () => ({ dropped }),
  };
}
