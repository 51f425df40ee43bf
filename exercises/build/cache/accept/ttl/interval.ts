// Reads look at the clock; a timer that runs all the time gives back what has ended.
export function createCache<V>({ ttlMs }: { ttlMs: number }) {
  const values = new Map<string, V>();
  const setAt = new Map<string, number>();
  const isOver = (key: string) => Date.now() - (setAt.get(key) ?? -Infinity) >= ttlMs;
  const drop = (key: string) => {
    setAt.delete(key);
    return values.delete(key);
  };
  setInterval(() => [...setAt.keys()].filter(isOver).forEach(drop), Math.max(1, Math.floor(ttlMs / 10)));
  const touch = (key: string) => {
    if (isOver(key)) drop(key);
  };
  return {
    get(key: string) {
      touch(key);
      return values.get(key);
    },
    set(key: string, value: V) {
      values.set(key, value);
      setAt.set(key, Date.now());
    },
    delete(key: string) {
      touch(key);
      return drop(key);
    },
  };
}
