// breaks: get-takes-constant-time
// repair: two-maps
// The order of use is an array, and each get looks for its key in it.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, { value: V; endsAt: number }>();
  let order: string[] = [];
  function release(): void {
    for (const [key, { endsAt }] of entries) {
      if (Date.now() < endsAt) return;
      drop(key);
    }
  }
  function drop(key: string): boolean {
    if (entries.has(key)) order = order.filter((one) => one !== key);
    return entries.delete(key);
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      order = order.filter((one) => one !== key);
      order.push(key);
      return entry.value;
    },
    set(key: string, value: V): void {
      release();
      drop(key);
      if (entries.size >= capacity) entries.delete(order.shift()!);
      entries.set(key, { value, endsAt: Date.now() + ttlMs });
      order.push(key);
    },
    delete(key: string): boolean {
      release();
      return drop(key);
    },
  };
}
