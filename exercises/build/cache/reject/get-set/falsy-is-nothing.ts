// breaks: nothing-is-a-value-too
// A value that looks like nothing is answered as none.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key) || undefined;
    },
    set(key: string, value: V): void {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
    delete(key: string): boolean {
      return values.delete(key);
    },
  };
}
