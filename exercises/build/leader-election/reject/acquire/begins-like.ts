// breaks: any-string-is-an-id
// An id that begins like the holder’s passes for it.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => (s.get('leader') ?? ' ').startsWith(id) && s.delete('leader')),
  };
}
