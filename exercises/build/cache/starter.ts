import type { Cache } from './contract';

/** One cache, independent of every other. */
export function createCache<V>(): Cache<V> {
  return {
    get(key) {
      // Start here: what has to be remembered, so that this can be answered?
      return undefined;
    },
    set(key, value) {},
    delete(key) {
      return false;
    },
  };
}
