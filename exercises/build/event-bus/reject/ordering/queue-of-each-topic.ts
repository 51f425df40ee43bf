// breaks: inner-publish-waits-across-topics
// repair: queue-and-flag
// Each topic has a queue of its own: an inner event on another topic goes first.
type Subscriber = (event: unknown) => void;
interface Entry {
  fn: Subscriber;
  isLive: boolean;
}

export function createBus() {
  const topics = new Map<string, Set<Entry>>();
  const queues = new Map<string, { topic: string; event: unknown }[]>();
  const delivering = new Set<string>();

  function deliver(topic: string, event: unknown, errors: unknown[]): void {
    for (const entry of [...(topics.get(topic) ?? [])]) {
      if (!entry.isLive) continue;
      try {
        entry.fn(event);
      } catch (error) {
        errors.push(error);
      }
    }
  }

  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn, isLive: true };
      const entries = topics.get(topic) ?? new Set();
      topics.set(topic, entries);
      entries.add(entry);
      return () => {
        entry.isLive = false;
        entries.delete(entry);
      };
    },
    publish(topic: string, event: unknown) {
      const queue = queues.get(topic) ?? [];
      queues.set(topic, queue);
      queue.push({ topic, event });
      if (delivering.has(topic)) return;
      delivering.add(topic);
      const errors: unknown[] = [];
      while (queue.length > 0) {
        const next = queue.shift()!;
        deliver(next.topic, next.event, errors);
      }
      delivering.delete(topic);
      if (errors.length > 0) throw errors[0];
    },
  };
}
