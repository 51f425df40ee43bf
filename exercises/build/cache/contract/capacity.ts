/** How a cache is set up. Always valid. */
export interface CacheOptions {
  /** How long an entry lives, in milliseconds of `Date.now()`. An integer ≥ 1. */
  ttlMs: number;
  /** Entries that are kept at most. An integer ≥ 1. */
  capacity: number;
}

/**
 * Keeps at most `capacity` values by key, each for `ttlMs`: an entry that was set at `t` is live in [t, t + ttlMs) of
 * `Date.now()`. A call takes amortised O(1) steps, however many entries there are.
 *
 * When a new key needs a place and there is none, an expired entry goes; where all are live, the one that was least
 * recently used goes. Both a `set` and a `get` that found something are uses. Many uses may fall into one millisecond, and still
 * have an order.
 */
export interface Cache<V> {
  /** The very value that was stored last under this key, or undefined where none is live. */
  get(key: string): V | undefined;
  /**
   * Stores a value for `ttlMs` from now. A key that is there already keeps its place, and nothing goes.
   *
   * @example
   * const cache = createCache<string>({ ttlMs: 1000, capacity: 2 });
   * cache.set('a', 'one');
   * cache.set('b', 'two');
   * cache.get('a'); // 'one': now b is the least recently used
   * cache.set('c', 'three'); // b goes
   * cache.get('b'); // undefined
   */
  set(key: string, value: V): void;
  /**
   * Takes a value away, which frees its place.
   *
   * @returns whether there was a live one
   */
  delete(key: string): boolean;
}

/** What the exercise calls: export a function of this type, named `createCache`. Caches share nothing. */
export type CreateCache = <V>(options: CacheOptions) => Cache<V>;
