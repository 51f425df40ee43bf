// breaks: same-function-is-two-subscriptions
// The end of one subscription takes every entry with the same function.
type Subscriber = (event: unknown) => void;

export function createBus() {
  const topics = new Map<string, Set<{ fn: Subscriber }>>();
  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn };
      const entries = topics.get(topic) ?? new Set();
      topics.set(topic, entries);
      entries.add(entry);
      return () => {
        for (const one of [...entries]) if (one.fn === fn) entries.delete(one);
      };
    },
    publish(topic: string, event: unknown) {
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
