// breaks: inner-publish-waits
// repair: queue-and-flag
// An inner event is delivered at once, in the middle of the current one.
type Subscriber = (event: unknown) => void;
interface Entry {
  fn: Subscriber;
  isLive: boolean;
}

export function createBus() {
  const topics = new Map<string, Set<Entry>>();

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
      const errors: unknown[] = [];
      deliver(topic, event, errors);
      if (errors.length > 0) throw errors[0];
    },
  };
}
