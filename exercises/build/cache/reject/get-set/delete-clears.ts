// breaks: delete-takes-away
// delete takes all keys with it.
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
      values.clear();
      return had;
    },
  };
}
