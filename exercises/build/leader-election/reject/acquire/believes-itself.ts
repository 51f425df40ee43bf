// breaks: a-late-release-spares-the-next-holder
// repair: set-nx-and-a-script
// It remembers that it holds the lease, and does not notice that it has ended.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  let isMine = false;
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return (isMine = answer === 'OK');
    },
    async release() {
      if (!isMine) return false;
      isMine = false;
      return store.delete('leader');
    },
  };
}
