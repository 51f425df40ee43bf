// breaks: missing-is-undefined
// A key that is not there is an error.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      if (!values.has(key)) throw new Error(`no ${key}`);
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
