// breaks: failure-is-remembered
// facts: failedLoad=remembered
// A failed load is forgotten at once.
interface Options<V> {
  ttlMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}

export function createCache<V>({ ttlMs, capacity, load }: Options<V>) {
  const values = new Map<string, { value: V; endsAt: number }>();
  const failures = new Map<string, { error: unknown; endsAt: number }>();
  const inFlight = new Map<string, Promise<V>>();

  function keep<T>(map: Map<string, T>, key: string, kept: T): void {
    map.delete(key);
    map.set(key, kept);
    const [oldest] = map.keys();
    if (map.size > capacity && oldest !== undefined) map.delete(oldest);
  }
  async function fetch(key: string): Promise<V> {
    try {
      const value = await load(key);
      keep(values, key, { value, endsAt: Date.now() + ttlMs });
      return value;
    } catch (error) {
      throw error;
    } finally {
      inFlight.delete(key);
    }
  }

  return {
    async get(key: string): Promise<V> {
      const entry = values.get(key);
      if (entry !== undefined && Date.now() < entry.endsAt) {
        keep(values, key, entry);
        return entry.value;
      }
      const failure = failures.get(key);
      if (failure !== undefined && Date.now() < failure.endsAt) throw failure.error;
      const promise = inFlight.get(key) ?? fetch(key);
      inFlight.set(key, promise);
      return promise;
    },
  };
}
