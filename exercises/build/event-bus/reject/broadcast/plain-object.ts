// breaks: topics-are-apart
// Topics are keys of an object with a prototype.
type Subscriber = (event: unknown) => void;

export function createBus() {
  const topics: Record<string, Set<{ fn: Subscriber }>> = {};
  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn };
      const entries = topics[topic] ?? new Set();
      topics[topic] = entries;
      entries.add(entry);
      return () => {
        entries.delete(entry);
      };
    },
    publish(topic: string, event: unknown) {
      const errors: unknown[] = [];
      for (const { fn } of topics[topic] ?? []) {
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
