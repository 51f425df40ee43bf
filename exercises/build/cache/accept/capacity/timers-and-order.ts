// A timer for each entry takes it away; a Map in the order of use says who goes.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, { value: V; timer: ReturnType<typeof setTimeout> }>();
  function take(key: string) {
    const entry = entries.get(key);
    if (entry !== undefined) entries.delete(key);
    return entry;
  }
  function remove(key: string): boolean {
    const entry = take(key);
    if (entry === undefined) return false;
    clearTimeout(entry.timer);
    return true;
  }
  return {
    get(key: string): V | undefined {
      const entry = take(key);
      if (entry === undefined) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set(key: string, value: V): void {
      remove(key);
      if (entries.size === capacity) remove(entries.keys().next().value!);
      entries.set(key, { value, timer: setTimeout(() => void entries.delete(key), ttlMs) });
    },
    delete: remove,
  };
}
