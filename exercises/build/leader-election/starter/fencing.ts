import type { Elector, ElectorOptions } from './contract';

/**
 * One node's part in an election, independent of every other but for the store.
 *
 * `guarded` writes with the token of this leadership, which the resource can refuse.
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

    async guarded(write) {
      await write(1);
    },
  };
}
