// breaks: holds-no-more-than-it-may
// How often each key was set is counted, and never forgotten.
interface Entry<V> {
  readonly value: V;
  readonly endsAt: number;
}

export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const byEnd = new Map<string, Entry<V>>();
  const byUse = new Map<string, Entry<V>>();
  const counts = new Map<string, number>();
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
      const [oldest] = byUse.keys();
      if (byUse.size >= capacity && oldest !== undefined) drop(oldest);
      const entry = { value, endsAt: Date.now() + ttlMs };
      counts.set(key, (counts.get(key) ?? 0) + 1);
      byEnd.set(key, entry);
      byUse.set(key, entry);
    },
    delete(key: string): boolean {
      release();
      return drop(key);
    },
  };
}
