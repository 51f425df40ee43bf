import type { Elector, ElectorOptions } from './contract';

/**
 * One node's part in an election, independent of every other but for the store.
 *
 * `start()` takes part and renews the lease, `isLeader()` answers at once.
 */
export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    start() {
      // Once is not enough: it may be held, the answer may be lost, and a lease ends.
      store.set('leader', id, { nx: true, px: ttlMs }).catch(() => undefined);
    },

    stop() {},

    isLeader() {
      // What does this node know, and until when?
      return false;
    },
  };
}
