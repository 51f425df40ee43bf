// An object without a prototype, whose keys are prefixed.
export function createCache<V>() {
  const slots: Record<string, V | undefined> = Object.create(null);
  const name = (key: string) => `:${key}`;
  return {
    get: (key: string) => slots[name(key)],
    set: (key: string, value: V) => {
      slots[name(key)] = value;
    },
    delete: (key: string) => {
      const had = slots[name(key)] !== undefined;
      delete slots[name(key)];
      return had;
    },
  };
}
