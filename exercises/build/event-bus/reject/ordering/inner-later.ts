// breaks: inner-publish-waits
// repair: queue-and-flag
// Inner events are delivered in a microtask, after the outermost publish has returned.
type Subscriber = (event: unknown) => void;
interface Entry {
  fn: Subscriber;
  isLive: boolean;
}

export function createBus() {
  const topics = new Map<string, Set<Entry>>();
  const queue: { topic: string; event: unknown }[] = [];
  let isDelivering = false;

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
      if (isDelivering) {
        const waits = queue.pop()!;
        queueMicrotask(() => deliver(waits.topic, waits.event, []));
        return;
      }
      isDelivering = true;
      const errors: unknown[] = [];
      while (queue.length > 0) {
        const next = queue.shift()!;
        deliver(next.topic, next.event, errors);
      }
      isDelivering = false;
      if (errors.length > 0) throw errors[0];
    },
  };
}
