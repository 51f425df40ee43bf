// breaks: gone-after-its-time
// The clock is read once, when the cache is made.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  const now = Date.now();
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (now < endsAt) return;
      entries.delete(key);
    }
  }
  return {
    get(key: string): V | undefined {
      release();
      return entries.get(key)?.value;
    },
    set(key: string, value: V): void {
      release();
      entries.delete(key);
      entries.set(key, { value, endsAt: now + ttlMs });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
