// breaks: one-winner-of-a-race
// It looks and then sets: two nodes that look at the same time both set.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      if ((await store.get('leader')) !== null) return false;
      await store.set('leader', id, { px: ttlMs });
      return true;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
