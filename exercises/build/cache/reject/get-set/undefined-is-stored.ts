// breaks: stored-undefined-is-absent
// A stored undefined takes a place: delete finds it.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key);
    },
    set(key: string, value: V): void {
      values.set(key, value);
    },
    delete(key: string): boolean {
      return values.delete(key);
    },
  };
}
