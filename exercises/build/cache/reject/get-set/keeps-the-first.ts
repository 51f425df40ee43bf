// breaks: set-replaces
// A key that is there keeps its first value.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key);
    },
    set(key: string, value: V): void {
      if (value === undefined) values.delete(key);
      else if (!values.has(key)) values.set(key, value);
    },
    delete(key: string): boolean {
      return values.delete(key);
    },
  };
}
