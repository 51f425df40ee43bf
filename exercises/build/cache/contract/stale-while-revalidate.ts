/** How a cache is set up. Always valid. */
export interface CacheOptions<V> {
  /** How long a loaded value is fresh, in milliseconds of `Date.now()` from when its load has settled. An integer ≥ 1. */
  ttlMs: number;
  /** How long it is answered after that, while a new one is being loaded. An integer ≥ 1. */
  staleMs: number;
  /** Loaded values that are kept at most; the least recently used goes. Loads in flight are no entries. An integer ≥ 1. */
  capacity: number;
  /** Fetches the value of a key. It always answers a promise, which never fulfils with `undefined` and may reject. */
  load(key: string): Promise<V>;
}

/** Answers from memory, for a while even what is a little old, and loads what is not there. */
export interface Cache<V> {
  /**
   * The value of a key. For one whose load fulfilled at `t`:
   *
   * - in [t, t + ttlMs) it is fresh: answered within the same millisecond, without a load;
   * - in [t + ttlMs, t + ttlMs + staleMs) it is stale: answered within the same millisecond all the same. The first such get starts
   *   a refresh, one load in the background, also within the same millisecond; until that settles others start none;
   * - from then on it is gone: who asks waits for a load, or for the refresh that is still in flight.
   *
   * A refresh that fulfils replaces the value, which is fresh from then on. One that rejects is told to nobody who was
   * answered already, and changes nothing: the old value is answered until its time is over. Whether a get after such a
   * failure starts another refresh is yours to decide.
   *
   * All else is as before: at most one load of a key in flight, and a failed load reaches all who wait for it.
   *
   * @example
   * const cache = createCache({ ttlMs: 100, staleMs: 50, capacity: 50, load: (key) => fetchUser(key) }); // takes 30 ms
   * cache.get('ann'); // at 0: loads; fulfils at 30
   * cache.get('ann'); // at 129: fresh
   * cache.get('ann'); // at 130: fulfils at 130 with the old value, and load('ann') is called
   * cache.get('ann'); // at 140: the old value still, and no load
   * cache.get('ann'); // at 160: the refresh has settled, so the new value
   */
  get(key: string): Promise<V>;
}

/** What the exercise calls: export a function of this type, named `createCache`. Caches share nothing. */
export type CreateCache = <V>(options: CacheOptions<V>) => Cache<V>;
