// breaks: one-call-at-a-time
// Calls are not awaited: several of one subscriber run at a time.
type Subscriber = (event: unknown) => Promise<void>;
interface Options {
  buffer: number;
  overflow: 'drop-oldest' | 'drop-newest' | 'disconnect';
}
interface Entry {
  fn: Subscriber;
  topic: string;
  queue: unknown[];
  isBusy: boolean;
}

export function createBus({ buffer, overflow }: Options) {
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
      void entry.fn(next[0]);
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
    subscribe(topic: string, fn: Subscriber) {
      const entry: Entry = { fn, topic, queue: [], isBusy: false };
      const end = () => close(entry);
      entries.add(entry);
      return end;
    },
    publish(topic: string, event: unknown) {
      for (const entry of [...entries]) if (entry.topic === topic) offer(entry, event);
    },
    stats: () => ({ dropped }),
  };
}
