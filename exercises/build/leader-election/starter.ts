import type { Elector, ElectorOptions } from './contract';

/**
 * One node's part in an election, independent of every other but for the store.
 *
 * At most one of them holds the lease, for `ttlMs` at a time.
 */
export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      // Start here: what must happen in one step, so that only one of two gets it?
      return false;
    },

    async release() {
      return false;
    },
  };
}
