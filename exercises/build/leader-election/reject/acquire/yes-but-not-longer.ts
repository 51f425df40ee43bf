// breaks: the-holder-extends
// facts: holderAgain=extend
// repair: the-holder-extends
// The holder is told that it holds the lease, which still ends when it would have.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK' || (await store.get('leader')) === id;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
