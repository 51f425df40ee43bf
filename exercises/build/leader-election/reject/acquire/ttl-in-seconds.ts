// breaks: refuses-a-held-lease
// It takes the unit of px for seconds.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: Math.ceil(ttlMs / 1000) });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
