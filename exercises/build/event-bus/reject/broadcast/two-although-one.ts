// breaks: same-function-is-one-subscription
// facts: sameFunctionTwice=one
// Right where two subscriptions are two; here they should be one.
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
