/** How a cache is set up. Always valid. */
export interface CacheOptions {
  /** How long an entry lives, in milliseconds of `Date.now()`. An integer ≥ 1. */
  ttlMs: number;
}

/**
 * Keeps values by key for `ttlMs`. An entry that was set at `t` is live in [t, t + ttlMs): still there one millisecond before
 * its end, absent at exactly that time. Time is `Date.now()`, which never goes back.
 *
 * Expired entries are given back by the calls that follow, of whatever kind and key, and not only by calls of their own
 * key: once as many calls were made as there were entries, at most `2 * live + 64` are held.
 */
export interface Cache<V> {
  /**
   * The very value that was stored last under this key, or undefined where none is live. A get does not make an entry live
   * longer, unless the interviewer told you otherwise.
   */
  get(key: string): V | undefined;
  /** Stores a value, in place of the one before, and for `ttlMs` from now. A stored `undefined` is absent. */
  set(key: string, value: V): void;
  /**
   * Takes a value away.
   *
   * @returns whether there was a live one
   *
   * @example
   * const cache = createCache<string>({ ttlMs: 100 });
   * cache.set('a', 'one'); // at 0
   * cache.get('a'); // at 99: 'one'
   * cache.get('a'); // at 100: undefined
   * cache.delete('a'); // at 100: false
   */
  delete(key: string): boolean;
}

/** What the exercise calls: export a function of this type, named `createCache`. Caches share nothing. */
export type CreateCache = <V>(options: CacheOptions) => Cache<V>;
