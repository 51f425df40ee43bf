/** Keeps values by key, inside one process. */
export interface Cache<V> {
  /**
   * The very value that was stored last under this key, or undefined where there is none.
   *
   * @param key any string: `''`, `'__proto__'`, and `'a'` beside `'A'` are keys of their own
   */
  get(key: string): V | undefined;
  /**
   * Stores a value, in place of the one before. Any value may be stored: `null`, `0`, an object. A stored `undefined` is
   * absent: `set(key, undefined)` leaves nothing under the key.
   */
  set(key: string, value: V): void;
  /**
   * Takes a value away.
   *
   * @returns whether there was one
   *
   * @example
   * const cache = createCache<string>();
   * cache.set('a', 'one');
   * cache.get('a'); // 'one'
   * cache.get('b'); // undefined
   * cache.delete('a'); // true
   * cache.delete('a'); // false: it is gone already
   */
  delete(key: string): boolean;
}

/** What the exercise calls: export a function of this type, named `createCache`. Caches share nothing. */
export type CreateCache = <V>() => Cache<V>;
