// breaks: gets-do-not-extend
// Each get gives the entry its whole time again.
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
      if (entry === undefined) return undefined;
      this.set(key, entry.value);
      return entry.value;
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
