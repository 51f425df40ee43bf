// breaks: the-holder-extends
// facts: holderAgain=extend
// repair: the-holder-extends
// The holder that asks again is refused, where it should hold the lease anew.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
