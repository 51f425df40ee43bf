// A linked list a topic, newest first; what has ended is skipped.
type Subscriber = (event: unknown) => void;
interface Link {
  fn: Subscriber;
  isLive: boolean;
  next: Link | null;
}

export function createBus() {
  const heads: Record<string, Link | null> = Object.create(null);
  return {
    subscribe(topic: string, fn: Subscriber): () => void {
      const link: Link = { fn, isLive: true, next: heads[topic] ?? null };
      heads[topic] = link;
      return () => {
        link.isLive = false;
      };
    },
    publish(topic: string, event: unknown): void {
      const failures: { reason: unknown }[] = [];
      for (let link = heads[topic] ?? null; link !== null; link = link.next) {
        if (!link.isLive) continue;
        try {
          link.fn(event);
        } catch (reason) {
          failures.push({ reason });
        }
      }
      const [failure] = failures;
      if (failure !== undefined) throw failure.reason;
    },
  };
}
