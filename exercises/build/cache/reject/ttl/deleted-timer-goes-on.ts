// breaks: deleted-and-set-lives-anew
// delete leaves its timer running, which ends what is set later.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; timer: ReturnType<typeof setTimeout> }>();
  function remove(key: string): boolean {
    const entry = entries.get(key);
    if (!entry) return false;
    return entries.delete(key);
  }
  return {
    get: (key: string): V | undefined => entries.get(key)?.value,
    set(key: string, value: V): void {
      clearTimeout(entries.get(key)?.timer);
      entries.set(key, { value, timer: setTimeout(() => entries.delete(key), ttlMs) });
    },
    delete: remove,
  };
}
