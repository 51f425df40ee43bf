// breaks: get-answers-what-was-set
// A get takes the value with it.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      const value = values.get(key);
      values.delete(key);
      return value;
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
