// breaks: same-function-is-two-subscriptions
// A function that is there already is not added again.
type Subscriber = (event: unknown) => void;

export function createBus() {
  const topics = new Map<string, Set<{ fn: Subscriber }>>();
  return {
    subscribe(topic: string, fn: Subscriber) {
      const entries = topics.get(topic) ?? new Set();
      const entry = [...entries].find((one) => one.fn === fn) ?? { fn };
      topics.set(topic, entries);
      entries.add(entry);
      return () => {
        entries.delete(entry);
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
