// breaks: failure-is-remembered
// facts: failedLoad=remembered
// A failed load is forgotten at once.
interface Options<V> {
  ttlMs: number;
  staleMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}

export function createCache<V>({ ttlMs, staleMs, capacity, load }: Options<V>) {
  const values = new Map<string, { value: V; loadedAt: number }>();
  const failures = new Map<string, { error: unknown; failedAt: number }>();
  const inFlight = new Map<string, Promise<V>>();

  function keep<T>(map: Map<string, T>, key: string, kept: T): void {
    map.delete(key);
    map.set(key, kept);
    const [oldest] = map.keys();
    if (map.size > capacity && oldest !== undefined) map.delete(oldest);
  }
  async function fetch(key: string, isRefresh: boolean): Promise<V> {
    try {
      const value = await load(key);
      keep(values, key, { value, loadedAt: Date.now() });
      return value;
    } catch (error) {
      throw error;
    } finally {
      inFlight.delete(key);
    }
  }
  function flight(key: string, isRefresh: boolean): Promise<V> {
    const promise = inFlight.get(key) ?? fetch(key, isRefresh);
    inFlight.set(key, promise);
    return promise;
  }

  return {
    async get(key: string): Promise<V> {
      const entry = values.get(key);
      const ageMs = entry === undefined ? Infinity : Date.now() - entry.loadedAt;
      if (entry !== undefined && ageMs < ttlMs + staleMs) {
        keep(values, key, entry);
        if (ageMs >= ttlMs) flight(key, true).catch(() => {});
        return entry.value;
      }
      const failure = failures.get(key);
      if (failure !== undefined && Date.now() - failure.failedAt < ttlMs) throw failure.error;
      return flight(key, false);
    },
  };
}
