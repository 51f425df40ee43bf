// breaks: expired-and-set-lives-anew
// repair: oldest-in-front
// A key that was set before keeps its end, also when that is over.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  const ends = new Map<string, number>();
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
      const over = ends.get(key) ?? Infinity;
      release();
      if (Date.now() > over) return;
      entries.delete(key);
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
      ends.set(key, Date.now() + ttlMs);
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
