// breaks: set-starts-the-time-again
// A key that is live is given the new value, and keeps its old end.
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
      const endsAt = entries.get(key)?.endsAt ?? Date.now() + ttlMs;
      entries.set(key, { value, endsAt });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
