// One array for all topics; entries are found again by identity.
type Subscriber = (event: unknown) => void;

class Bus {
  #entries: { topic: string; fn: Subscriber }[] = [];

  subscribe(topic: string, fn: Subscriber): () => void {
    const entry = { topic, fn };
    this.#entries.push(entry);
    return () => {
      const at = this.#entries.indexOf(entry);
      if (at >= 0) this.#entries.splice(at, 1);
    };
  }

  publish(topic: string, event: unknown): void {
    let first: { error: unknown } | undefined;
    this.#entries
      .filter((entry) => entry.topic === topic)
      .forEach(({ fn }) => {
        try {
          fn(event);
        } catch (error) {
          first ??= { error };
        }
      });
    if (first) throw (first as { error: unknown }).error;
  }
}

export function createBus() {
  return new Bus();
}
