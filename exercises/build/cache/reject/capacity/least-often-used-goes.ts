// breaks: get-is-a-use
// repair: two-maps
// What was used least often goes, in place of least recently.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, { value: V; endsAt: number; uses: number }>();
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
      if (entry !== undefined) entry.uses += 1;
      return entry?.value;
    },
    set(key: string, value: V): void {
      release();
      const uses = (entries.get(key)?.uses ?? 0) + 1;
      entries.delete(key);
      if (entries.size >= capacity) {
        const least = Math.min(...[...entries.values()].map((entry) => entry.uses));
        for (const [one, entry] of entries) {
          if (entry.uses > least) continue;
          entries.delete(one);
          break;
        }
      }
      entries.set(key, { value, endsAt: Date.now() + ttlMs, uses });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
