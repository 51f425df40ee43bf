// A list of pairs, searched from its end; a delete rewrites it.
export function createCache<V>() {
  let pairs: (readonly [string, V])[] = [];
  const find = (key: string) => pairs.findLast(([name]) => name === key);
  return {
    get: (key: string): V | undefined => find(key)?.[1],
    set(key: string, value: V) {
      pairs.push([key, value]);
    },
    delete(key: string): boolean {
      const pair = find(key);
      pairs = pairs.filter(([name]) => name !== key);
      return pair !== undefined && pair[1] !== undefined;
    },
  };
}
