// breaks: refuses-a-held-lease
// It answers true whatever the store said.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer !== undefined;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
