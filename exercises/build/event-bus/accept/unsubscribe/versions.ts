// Subscriptions live from one tick of a counter to another; an event knows its own.
type Subscriber = (event: unknown) => void;

export function createBus() {
  let clock = 0;
  const entries: { topic: string; fn: Subscriber; from: number; to: number }[] = [];
  let state: 'idle' | 'busy' = 'idle';
  let later: (() => void)[] = [];
  let firstError: { value: unknown } | undefined;

  function deliver(topic: string, event: unknown, at: number): void {
    const count = entries.length;
    for (let index = 0; index < count; index += 1) {
      const entry = entries[index]!;
      if (entry.topic !== topic || entry.from > at || entry.to <= clock) continue;
      try {
        entry.fn(event);
      } catch (value) {
        firstError ??= { value };
      }
    }
  }

  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { topic, fn, from: (clock += 1), to: Infinity };
      entries.push(entry);
      return () => {
        entry.to = Math.min(entry.to, (clock += 1));
      };
    },
    publish(topic: string, event: unknown) {
      const at = clock;
      later.push(() => deliver(topic, event, at));
      if (state === 'busy') return;
      state = 'busy';
      while (later.length > 0) {
        const now = later;
        later = [];
        for (const go of now) go();
      }
      state = 'idle';
      const thrown = firstError;
      firstError = undefined;
      if (thrown !== undefined) throw thrown.value;
    },
  };
}
