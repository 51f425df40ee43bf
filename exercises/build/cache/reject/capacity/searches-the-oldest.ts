// breaks: set-takes-constant-time
// repair: two-maps
// Who goes is found by a search through all uses.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, { value: V; endsAt: number; used: number }>();
  let uses = 0;
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
      if (entry !== undefined) entry.used = uses += 1;
      return entry?.value;
    },
    set(key: string, value: V): void {
      release();
      entries.delete(key);
      if (entries.size >= capacity) {
        let oldest = '';
        for (const [one, { used }] of entries) {
          if (oldest === '' || used < entries.get(oldest)!.used) oldest = one;
        }
        entries.delete(oldest);
      }
      entries.set(key, { value, endsAt: Date.now() + ttlMs, used: (uses += 1) });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
