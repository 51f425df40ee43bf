// breaks: expired-is-not-deleted
// delete does not look at the time.
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
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      return entries.delete(key);
    },
  };
}
