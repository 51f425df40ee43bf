// breaks: failure-is-not-kept
// A load that has failed stays in flight, and all later gets fail with it.
interface Options<V> {
  ttlMs: number;
  staleMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}

export function createCache<V>({ ttlMs, staleMs, capacity, load }: Options<V>) {
  const values = new Map<string, { value: V; loadedAt: number }>();
  const inFlight = new Map<string, Promise<V>>();

  async function fetch(key: string): Promise<V> {
    try {
      const value = await load(key);
      values.delete(key);
      values.set(key, { value, loadedAt: Date.now() });
      const [oldest] = values.keys();
      if (values.size > capacity && oldest !== undefined) values.delete(oldest);
      inFlight.delete(key);
      return value;
    } finally {
      // The promise is kept for those who wait.
    }
  }
  function flight(key: string): Promise<V> {
    let promise = inFlight.get(key);
    if (promise === undefined) {
      promise = fetch(key);
      inFlight.set(key, promise);
    }
    return promise;
  }

  return {
    async get(key: string): Promise<V> {
      const entry = values.get(key);
      const ageMs = entry === undefined ? Infinity : Date.now() - entry.loadedAt;
      if (entry === undefined || ageMs >= ttlMs + staleMs) return flight(key);
      values.delete(key);
      values.set(key, entry);
      if (ageMs >= ttlMs) flight(key).catch(() => {});
      return entry.value;
    },
  };
}
