// breaks: delete-says-whether
// delete stores undefined, so that the key is still there the next time.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key);
    },
    set(key: string, value: V): void {
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
    delete(key: string): boolean {
      const had = values.has(key);
      values.set(key, undefined as V);
      return had;
    },
  };
}
