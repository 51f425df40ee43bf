// breaks: missing-is-undefined
// A get of a missing key throws once something else is there.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      if (values.size > 0 && !values.has(key)) throw new RangeError(key);
      return values.get(key);
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
