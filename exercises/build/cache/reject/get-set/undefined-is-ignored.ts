// breaks: stored-undefined-is-absent
// Storing undefined leaves the old value in place.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key);
    },
    set(key: string, value: V): void {
      if (value === undefined) return;
      else values.set(key, value);
    },
    delete(key: string): boolean {
      return values.delete(key);
    },
  };
}
