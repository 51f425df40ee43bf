// breaks: release-checks-and-removes-in-one-step
// Between reading whose lease it is and deleting it the lease may end and go to another.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    async release() {
      return (await store.get('leader')) === id && store.delete('leader');
    },
  };
}
