// breaks: uses-of-one-millisecond-have-an-order
// Uses are stamped with the clock, and those of one millisecond cannot be told apart.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const byEnd = new Map<string, { value: V; endsAt: number; bucket: number }>();
  // One bucket of keys for each millisecond, in order.
  const buckets = new Map<number, Set<string>>();
  function use(key: string, entry: { bucket: number }): void {
    leave(key, entry);
    entry.bucket = Date.now();
    const keys = buckets.get(entry.bucket) ?? new Set();
    // right: keys.delete(key);
    keys.add(key);
    buckets.set(entry.bucket, keys);
  }
  function leave(key: string, { bucket }: { bucket: number }): void {
    if (bucket === Date.now()) return; // right:
    const keys = buckets.get(bucket);
    keys?.delete(key);
    if (keys?.size === 0) buckets.delete(bucket);
  }
  function drop(key: string): boolean {
    const entry = byEnd.get(key);
    if (entry === undefined) return false;
    const keys = buckets.get(entry.bucket);
    keys?.delete(key);
    if (keys?.size === 0) buckets.delete(entry.bucket);
    return byEnd.delete(key);
  }
  function release(): void {
    for (const [key, { endsAt }] of byEnd) {
      if (Date.now() < endsAt) return;
      drop(key);
    }
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = byEnd.get(key);
      if (entry !== undefined) use(key, entry);
      return entry?.value;
    },
    set(key: string, value: V): void {
      release();
      drop(key);
      if (byEnd.size >= capacity) {
        const [first] = buckets.values();
        const [oldest] = first ?? [];
        if (oldest !== undefined) drop(oldest);
      }
      const entry = { value, endsAt: Date.now() + ttlMs, bucket: -1 };
      byEnd.set(key, entry);
      use(key, entry);
    },
    delete(key: string): boolean {
      release();
      return drop(key);
    },
  };
}
