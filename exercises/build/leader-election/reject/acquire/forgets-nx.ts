// breaks: refuses-a-held-lease
// Without nx the lease goes to whoever asked last.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
