// breaks: buses-share-nothing
// The map of topics is the module’s: all buses share it.
type Subscriber = (event: unknown) => void;

const topics = new Map<string, Set<{ fn: Subscriber }>>();

export function createBus() {
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
