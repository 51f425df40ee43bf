import type { Cache, CacheOptions } from './contract';

/**
 * One cache, independent of every other.
 *
 * A value that is a little old is answered at once, while a new one is loaded.
 */
export function createCache<V>({ ttlMs, staleMs, capacity, load }: CacheOptions<V>): Cache<V> {
  return {
    get(key) {
      // Start here: a value has three ages. What is answered in each, and who waits?
      return load(key);
    },
  };
}
