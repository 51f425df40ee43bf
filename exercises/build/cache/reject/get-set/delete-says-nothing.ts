// breaks: delete-says-whether
// delete does what it should, and answers undefined.
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
    delete(key: string): void {
      values.delete(key);
    },
  };
}
