// breaks: any-string-is-a-key
// Keys are folded to lower case, and lose their blanks.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key.trim().toLowerCase());
    },
    set(key: string, value: V): void {
      key = key.trim().toLowerCase();
      if (value === undefined) values.delete(key);
      else values.set(key, value);
    },
    delete(key: string): boolean {
      return values.delete(key.trim().toLowerCase());
    },
  };
}
