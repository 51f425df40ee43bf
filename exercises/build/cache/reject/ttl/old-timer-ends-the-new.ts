// breaks: set-starts-the-time-again
// The timer of the value before is not cleared, and takes the new one away.
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
      entries.set(key, { value, timer: setTimeout(() => entries.delete(key), ttlMs) });
    },
    delete: remove,
  };
}
