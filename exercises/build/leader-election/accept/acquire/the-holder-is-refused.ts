// facts: holderAgain=refuse
// SET NX PX with the id as the value; a script compares and deletes.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      return (await store.set('leader', id, { nx: true, px: ttlMs })) !== null;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
