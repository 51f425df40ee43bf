// breaks: any-string-is-a-loaded-key
// Loads in flight are kept in a plain object, which has keys of its own.
interface Options<V> {
  ttlMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}

export function createCache<V>({ ttlMs, capacity, load }: Options<V>) {
  const values = new Map<string, { value: V; endsAt: number }>();
  const inFlight: Record<string, Promise<V> | undefined> = {};

  async function fetch(key: string): Promise<V> {
    try {
      const value = await load(key);
      values.delete(key);
      values.set(key, { value, endsAt: Date.now() + ttlMs });
      const [oldest] = values.keys();
      if (values.size > capacity && oldest !== undefined) values.delete(oldest);
      return value;
    } finally {
      delete inFlight[key];
    }
  }

  return {
    async get(key: string): Promise<V> {
      const entry = values.get(key);
      if (entry !== undefined && Date.now() < entry.endsAt) {
        values.delete(key);
        values.set(key, entry);
        return entry.value;
      }
      let promise = inFlight[key];
      if (promise === undefined) {
        promise = fetch(key);
        inFlight[key] = promise;
      }
      return promise;
    },
  };
}
