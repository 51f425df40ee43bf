// breaks: missing-is-undefined
// A miss answers null, which is a value.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | null {
      return values.get(key) ?? null;
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
