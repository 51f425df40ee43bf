// breaks: failed-refresh-prolongs-nothing
// A refresh that fails gives the old value its time again.
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
      return value;
    } catch (error) {
      const old = values.get(key);
      if (old !== undefined && Date.now() < old.loadedAt + ttlMs + staleMs) old.loadedAt = Date.now() - ttlMs;
      throw error;
    } finally {
      inFlight.delete(key);
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
