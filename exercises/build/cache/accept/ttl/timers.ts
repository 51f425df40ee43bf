// A timer for each entry takes it away; no clock is read.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; timer: ReturnType<typeof setTimeout> }>();
  function remove(key: string): boolean {
    const entry = entries.get(key);
    if (!entry) return false;
    clearTimeout(entry.timer);
    return entries.delete(key);
  }
  return {
    get: (key: string): V | undefined => entries.get(key)?.value,
    set(key: string, value: V): void {
      remove(key);
      entries.set(key, { value, timer: setTimeout(() => entries.delete(key), ttlMs) });
    },
    delete: remove,
  };
}
