// breaks: live-until-its-end
// An entry is gone one millisecond before its end.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (Date.now() < endsAt - 1) return;
      entries.delete(key);
    }
  }
  return {
    get(key: string): V | undefined {
      release();
      return entries.get(key)?.value;
    },
    set(key: string, value: V): void {
      release();
      entries.delete(key);
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
