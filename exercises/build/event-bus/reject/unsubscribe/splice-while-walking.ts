// breaks: leaving-skips-nobody
// repair: queue-and-flag
// Walks over the live array: who leaves makes the next one miss its turn.
type Subscriber = (event: unknown) => void;

export function createBus() {
  const topics = new Map<string, { fn: Subscriber }[]>();
  const queue: { topic: string; event: unknown }[] = [];
  let isDelivering = false;
  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn };
      const entries = topics.get(topic) ?? [];
      topics.set(topic, entries);
      entries.push(entry);
      return () => {
        const at = entries.indexOf(entry);
        if (at >= 0) entries.splice(at, 1);
      };
    },
    publish(topic: string, event: unknown) {
      queue.push({ topic, event });
      if (isDelivering) return;
      isDelivering = true;
      const errors: unknown[] = [];
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const entries = topics.get(next.topic) ?? [];
        const last = entries.length;
        for (let index = 0; index < Math.min(last, entries.length); index += 1) {
          try {
            entries[index]!.fn(next.event);
          } catch (error) {
            errors.push(error);
          }
        }
      }
      isDelivering = false;
      if (errors.length > 0) throw errors[0];
    },
  };
}
