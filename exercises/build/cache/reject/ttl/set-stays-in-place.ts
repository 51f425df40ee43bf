// breaks: expired-entries-are-released
// repair: oldest-in-front
// A set again leaves its key where it stood, so that one that ends late stands before all others.
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
      const entry = entries.get(key);
      return entry && Date.now() < entry.endsAt ? entry.value : undefined;
    },
    set(key: string, value: V): void {
      release();
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      release();
      return this.get(key) !== undefined ? entries.delete(key) : (entries.delete(key), false);
    },
  };
}
