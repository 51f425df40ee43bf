// breaks: only-the-holder-releases
// release() deletes the key without looking whose lease it is.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.delete('leader'),
  };
}
