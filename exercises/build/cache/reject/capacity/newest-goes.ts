// breaks: oldest-goes-first
// The most recently used goes.
interface Entry<V> {
  readonly value: V;
  readonly endsAt: number;
}

export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const byEnd = new Map<string, Entry<V>>();
  const byUse = new Map<string, Entry<V>>();
  function drop(key: string): boolean {
    byUse.delete(key);
    return byEnd.delete(key);
  }
  function release(): void {
    for (const [key, { endsAt }] of byEnd) {
      if (Date.now() < endsAt) return;
      drop(key);
    }
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = byUse.get(key);
      if (entry === undefined) return undefined;
      byUse.delete(key);
      byUse.set(key, entry);
      return entry.value;
    },
    set(key: string, value: V): void {
      release();
      drop(key);
      const oldest = [...byUse.keys()].at(-1);
      if (byUse.size >= capacity && oldest !== undefined) drop(oldest);
      const entry = { value, endsAt: Date.now() + ttlMs };
      byEnd.set(key, entry);
      byUse.set(key, entry);
    },
    delete(key: string): boolean {
      release();
      return drop(key);
    },
  };
}
