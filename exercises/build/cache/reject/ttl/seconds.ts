// breaks: gone-after-its-time
// The time is taken for seconds.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
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
      entries.set(key, { value, endsAt: Date.now() + ttlMs * 1000 });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
