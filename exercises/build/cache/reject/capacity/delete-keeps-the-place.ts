// breaks: delete-frees-its-place
// repair: two-maps
// Entries are counted by hand, and delete forgets to.
interface Entry<V> {
  readonly value: V;
  readonly endsAt: number;
}

export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const byEnd = new Map<string, Entry<V>>();
  const byUse = new Map<string, Entry<V>>();
  let count = 0;
  function drop(key: string): boolean {
    byUse.delete(key);
    return byEnd.delete(key);
  }
  function release(): void {
    for (const [key, { endsAt }] of byEnd) {
      if (Date.now() < endsAt) return;
      drop(key);
      count -= 1;
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
      if (!drop(key)) count += 1;
      const [oldest] = byUse.keys();
      if (count > capacity && oldest !== undefined) {
        drop(oldest);
        count -= 1;
      }
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
