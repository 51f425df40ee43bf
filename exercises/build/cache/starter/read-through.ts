import type { Cache, CacheOptions } from './contract';

/**
 * One cache, independent of every other.
 *
 * What is not there is loaded, once, however many ask.
 */
export function createCache<V>({ ttlMs, capacity, load }: CacheOptions<V>): Cache<V> {
  return {
    get(key) {
      // Start here: the same key is asked for again while its load is in flight. Where does the second get look?
      return load(key);
    },
  };
}
