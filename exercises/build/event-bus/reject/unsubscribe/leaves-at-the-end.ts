// breaks: removed-before-its-turn
// repair: queue-and-flag
// Who leaves during an event is let go when everything is delivered.
type Subscriber = (event: unknown) => void;
interface Entry {
  fn: Subscriber;
  isLive: boolean;
}

export function createBus() {
  const topics = new Map<string, Set<Entry>>();
  const queue: { topic: string; event: unknown }[] = [];
  let isDelivering = false;
  const leaving: (() => void)[] = [];

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
        if (isDelivering) {
          leaving.push(() => entries.delete(entry));
          return;
        }
        entry.isLive = false;
        entries.delete(entry);
      };
    },
    publish(topic: string, event: unknown) {
      queue.push({ topic, event });
      if (isDelivering) return;
      isDelivering = true;
      const errors: unknown[] = [];
      while (queue.length > 0) {
        const next = queue.shift()!;
        deliver(next.topic, next.event, errors);
      }
      isDelivering = false;
      for (const leave of leaving.splice(0)) leave();
      if (errors.length > 0) throw errors[0];
    },
  };
}
