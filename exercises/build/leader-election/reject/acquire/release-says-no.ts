// breaks: release-frees-the-lease
// It releases the lease and answers false.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader') && s.get('leader') !== null),
  };
}
