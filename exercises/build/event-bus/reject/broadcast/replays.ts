// breaks: no-replay
// Who joins gets the last event at once.
type Subscriber = (event: unknown) => void;

export function createBus() {
  const topics = new Map<string, Set<{ fn: Subscriber }>>();
  const last = new Map<string, unknown>();
  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn };
      const entries = topics.get(topic) ?? new Set();
      topics.set(topic, entries);
      entries.add(entry);
      if (last.has(topic)) fn(last.get(topic));
      return () => {
        entries.delete(entry);
      };
    },
    publish(topic: string, event: unknown) {
      last.set(topic, event);
      const errors: unknown[] = [];
      for (const { fn } of topics.get(topic) ?? []) {
        try {
          fn(event);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
