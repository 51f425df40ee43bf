// breaks: expired-entries-are-released
// repair: oldest-in-front
// Only sets give back what has expired; gets and deletes look at their own key.
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
      const entry = entries.get(key);
      return entry !== undefined && Date.now() < entry.endsAt ? entry.value : undefined;
    },
    set(key: string, value: V): void {
      release();
      entries.delete(key);
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      return this.get(key) !== undefined && entries.delete(key);
    },
  };
}
