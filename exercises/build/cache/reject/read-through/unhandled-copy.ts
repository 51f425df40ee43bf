// breaks: failure-reaches-all-who-wait
// The promise that cleans up fails too, and nobody handles it.
export function createCache<V>(options: { ttlMs: number; capacity: number; load(key: string): Promise<V> }) {
  const values = new Map<string, { value: V; endsAt: number }>();
  const inFlight = new Map<string, Promise<V>>();
  return {
    get(key: string): Promise<V> {
      const entry = values.get(key);
      if (entry !== undefined && Date.now() < entry.endsAt) {
        values.delete(key);
        values.set(key, entry);
        return Promise.resolve(entry.value);
      }
      const running = inFlight.get(key);
      if (running !== undefined) return running;
      const promise = options.load(key).then((value) => {
        values.delete(key);
        values.set(key, { value, endsAt: Date.now() + options.ttlMs });
        if (values.size > options.capacity) values.delete([...values.keys()][0]!);
        return value;
      });
      inFlight.set(key, promise);
      promise.finally(() => inFlight.delete(key)); // right: promise.finally(() => inFlight.delete(key)).catch(() => {});
      return promise;
    },
  };
}
