// breaks: inner-publish-waits-across-topics
// repair: queue-and-flag
// Only inner events of the current topic wait.
type Subscriber = (event: unknown) => void;
interface Entry {
  fn: Subscriber;
  isLive: boolean;
}

export function createBus() {
  const topics = new Map<string, Set<Entry>>();
  const queue: { topic: string; event: unknown }[] = [];
  let current: string | undefined;

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
      queue.push({ topic, event });
      if (current === topic) return;
      const outer = current;
      current = topic;
      const errors: unknown[] = [];
      while (queue.length > 0) {
        const next = queue.shift()!;
        deliver(next.topic, next.event, errors);
      }
      current = outer;
      if (errors.length > 0) throw errors[0];
    },
  };
}
