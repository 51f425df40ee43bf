// breaks: refuses-a-held-lease
// Each node locks a key of its own.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set(`leader:${id}`, id, { nx: true, px: ttlMs });
      return answer === 'OK';
    },
    release: () => store.script((s) => s.get(`leader:${id}`) === id && s.delete(`leader:${id}`)),
  };
}
