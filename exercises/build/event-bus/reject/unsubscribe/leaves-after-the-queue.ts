// breaks: gone-for-waiting-events
// An event that waits goes to all who were there when it was published, gone or not.
type Subscriber = (event: unknown) => void;
interface Call {
  entry: { fn: Subscriber; isLive: boolean };
  event: unknown;
}

export class Bus {
  #topics = new Map<string, Call['entry'][]>();
  #calls: Call[] | null = null;

  subscribe(topic: string, fn: Subscriber): () => void {
    const entry = { fn, isLive: true };
    this.#topics.set(topic, [...(this.#topics.get(topic) ?? []), entry]);
    return () => {
      entry.isLive = false;
      this.#topics.set(
        topic,
        (this.#topics.get(topic) ?? []).filter((one) => one !== entry),
      );
    };
  }

  publish(topic: string, event: unknown): void {
    const calls = (this.#topics.get(topic) ?? []).map((entry) => ({ entry, event }));
    if (this.#calls !== null) {
      this.#calls.push(...calls);
      return;
    }
    this.#calls = calls;
    let failure: { error: unknown } | undefined;
    try {
      // Grows while it is walked over.
      for (const call of this.#calls) {
        if (!call.entry.isLive && call.event === event) continue;
        try {
          call.entry.fn(call.event);
        } catch (error) {
          failure ??= { error };
        }
      }
    } finally {
      this.#calls = null;
    }
    if (failure !== undefined) throw failure.error;
  }
}

export const createBus = () => new Bus();
