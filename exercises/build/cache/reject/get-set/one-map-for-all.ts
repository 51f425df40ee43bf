// breaks: caches-are-independent
// All caches share the Map of the module.
const values = new Map<string, any>();

export function createCache<V>() {
  return {
    get(key: string): V | undefined {
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
