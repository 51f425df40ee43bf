// facts: getExtends=yes
// Gets move their key to the back as sets do, so that the front still ends first.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (Date.now() < endsAt) return;
      entries.delete(key);
    }
  }
  function put(key: string, value: V): void {
    entries.delete(key);
    entries.set(key, { value, endsAt: Date.now() + ttlMs });
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      put(key, entry.value);
      return entry.value;
    },
    set(key: string, value: V): void {
      release();
      put(key, value);
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
