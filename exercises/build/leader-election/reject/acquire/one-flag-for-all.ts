// breaks: electors-share-nothing-but-the-store
// The id lives in the module: the second elector of a process changes that of the first.
import type { Elector, ElectorOptions } from './contract';

let id = '';

export function createElector({ id: own, store, ttlMs }: ElectorOptions): Elector {
  id = own;
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
