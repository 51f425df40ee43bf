// breaks: caches-are-independent
// The time of the cache that was made last is that of all.
let ttlMs = 0;

export function createCache<V>(options: { ttlMs: number }) {
  ttlMs = options.ttlMs;
  const entries = new Map<string, { value: V; endsAt: number }>();
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (Date.now() < endsAt) return;
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
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
