// A generator a key says what happens to it: load, hold, end.
type Step<V> = { readonly wait: Promise<V>; readonly until?: number };

export function createCache<V>({
  ttlMs,
  capacity,
  load,
}: {
  ttlMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}) {
  const lives = new Map<string, { current: Step<V>; readonly life: Generator<Step<V>, void, V> }>();
  const held = new Set<string>();

  function* life(key: string): Generator<Step<V>, void, V> {
    const value: V = yield { wait: load(key) };
    yield { wait: Promise.resolve(value), until: Date.now() + ttlMs };
  }
  function begin(key: string): Promise<V> {
    const steps = life(key);
    const first = steps.next().value as Step<V>;
    const one = { current: first, life: steps };
    lives.set(key, one);
    return first.wait.then(
      (value) => {
        one.current = steps.next(value).value as Step<V>;
        held.add(key);
        if (held.size > capacity) {
          const oldest = held.values().next().value as string;
          held.delete(oldest);
          lives.delete(oldest);
        }
        return value;
      },
      (error: unknown) => {
        lives.delete(key);
        throw error;
      },
    );
  }
  const shared = new Map<string, Promise<V>>();
  return {
    get(key: string): Promise<V> {
      const one = lives.get(key);
      if (one?.current.until !== undefined) {
        held.delete(key);
        if (Date.now() < one.current.until) {
          held.add(key);
          return one.current.wait;
        }
        lives.delete(key);
      } else if (one !== undefined) {
        return shared.get(key)!;
      }
      const promise = begin(key);
      shared.set(key, promise);
      const forget = () => void (shared.get(key) === promise && shared.delete(key));
      promise.then(forget, forget);
      return promise;
    },
  };
}
