// breaks: the-very-value
// repair: map
// The value is copied on its way in.
export function createCache<V>() {
  const values = new Map<string, V>();
  return {
    get(key: string): V | undefined {
      return values.get(key);
    },
    set(key: string, value: V): void {
      if (value === undefined) values.delete(key);
      else
        values.set(
          key,
          (typeof value === 'object' && value !== null
            ? Array.isArray(value)
              ? [...value]
              : Object.assign(Object.create(Object.getPrototypeOf(value)), value)
            : value) as V,
        );
    },
    delete(key: string): boolean {
      return values.delete(key);
    },
  };
}
