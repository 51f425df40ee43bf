// breaks: expired-entries-are-released
// repair: sweep-each-call
// An expired entry is only given back when its own key is asked for.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  function live(key: string) {
    const entry = entries.get(key);
    if (entry !== undefined && Date.now() < entry.endsAt) return entry;
    entries.delete(key);
    return undefined;
  }
  return {
    get: (key: string): V | undefined => live(key)?.value,
    set(key: string, value: V): void {
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      live(key);
      return entries.delete(key);
    },
  };
}
