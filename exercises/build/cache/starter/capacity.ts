import type { Cache, CacheOptions } from './contract';

/**
 * One cache, independent of every other.
 *
 * At most `capacity` entries are kept: expired ones go first, then the least recently used.
 */
export function createCache<V>({ ttlMs, capacity }: CacheOptions): Cache<V> {
  return {
    get(key) {
      // Start here: in which order could the entries stand, so that the one to go is found without a search?
      return undefined;
    },
    set(key, value) {},
    delete(key) {
      return false;
    },
  };
}
