// A generator yields calls, newest subscriber first; ended ones are in a WeakSet.
type Subscriber = (event: unknown) => void;

export function createBus() {
  let lists: { readonly [topic: string]: readonly { fn: Subscriber }[] } = Object.create(null);
  const ended = new WeakSet<object>();
  const pending: [string, unknown][] = [];
  let depth = 0;

  function* calls(): Generator<() => void> {
    for (let index = 0; index < pending.length; index += 1) {
      const [topic, event] = pending[index]!;
      for (const entry of lists[topic] ?? []) {
        if (!ended.has(entry)) yield () => entry.fn(event);
      }
    }
    pending.length = 0;
  }

  return {
    subscribe(topic: string, fn: Subscriber) {
      const entry = { fn };
      const copy = Object.assign(Object.create(null), lists);
      copy[topic] = [entry, ...(lists[topic] ?? [])];
      lists = copy;
      return () => {
        ended.add(entry);
      };
    },
    publish(topic: string, event: unknown) {
      pending.push([topic, event]);
      if (depth > 0) return;
      depth += 1;
      const errors: unknown[] = [];
      for (const call of calls()) {
        try {
          call();
        } catch (error) {
          errors.push(error);
        }
      }
      depth -= 1;
      if (errors.length) throw errors.shift();
    },
  };
}
