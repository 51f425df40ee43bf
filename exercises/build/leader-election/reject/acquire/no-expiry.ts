// breaks: lease-ends-by-itself
// Without px the lease of a node that never comes back never ends.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
