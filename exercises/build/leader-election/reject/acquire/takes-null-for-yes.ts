// breaks: acquires-a-free-lease
// It has the two answers of the store the wrong way round.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === null;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
