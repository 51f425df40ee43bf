/** How a cache is set up. Always valid. */
export interface CacheOptions<V> {
  /** How long a loaded value lives, in milliseconds of `Date.now()` from when its load has settled. An integer ≥ 1. */
  ttlMs: number;
  /** Loaded values that are kept at most; the least recently used goes. Loads in flight are no entries. An integer ≥ 1. */
  capacity: number;
  /**
   * Fetches the value of a key: slow, and sometimes failing. It always answers a promise, and never fulfils with
   * `undefined`. It may call `get` for other keys.
   */
  load(key: string): Promise<V>;
}

/** Answers from memory, and loads what is not there. */
export interface Cache<V> {
  /**
   * The value of a key. Where a loaded one is live, it is answered within the same millisecond, without a load. Otherwise
   * the key is loaded: `load` is called within the same millisecond, and everybody who asks for that key until the load
   * settles waits for this one load. At any time at most one load of a key is in flight, however many other keys are being
   * loaded, and loads of different keys do not wait for each other.
   *
   * A value whose load fulfilled at `t` is live in [t, t + ttlMs). A get never makes it live longer. A load that rejects,
   * rejects all who wait with the very same value, and is not kept: the next get loads again, unless the interviewer
   * told you otherwise.
   *
   * @returns settles within the millisecond in which the load does, with the very value
   *
   * @example
   * const cache = createCache({ ttlMs: 100, capacity: 50, load: (key) => fetchUser(key) }); // takes 30 ms
   * cache.get('ann'); // at 0: load('ann') is called; fulfils at 30
   * cache.get('ann'); // at 10: waits for the same load; fulfils at 30
   * cache.get('ann'); // at 129: fulfils at 129, without a load
   * cache.get('ann'); // at 130: load('ann') is called again
   */
  get(key: string): Promise<V>;
}

/** What the exercise calls: export a function of this type, named `createCache`. Caches share nothing. */
export type CreateCache = <V>(options: CacheOptions<V>) => Cache<V>;
