// breaks: gets-extend
// facts: getExtends=yes
// A get moves its key, and leaves its end as it was.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (Date.now() < endsAt) return;
      entries.delete(key);
    }
  }
  function put(key: string, value: V): void {
    entries.delete(key);
    entries.set(key, { value, endsAt: Date.now() + ttlMs });
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key: string, value: V): void {
      release();
      put(key, value);
      const [oldest] = entries.keys();
      if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
