// breaks: any-string-is-a-key
// repair: bare-object
// An object has keys of its own before any is put there.
export function createCache<V>() {
  const values: Record<string, V | undefined> = {};
  return {
    get: (key: string): V | undefined => values[key],
    set(key: string, value: V): void {
      values[key] = value;
    },
    delete(key: string): boolean {
      const had = values[key] !== undefined;
      delete values[key];
      return had;
    },
  };
}
