// breaks: answers-as-promised
// It hands on what the store answered, OK or null, instead of true or false.
import type { Elector, ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs }: ElectorOptions): Elector {
  return {
    async acquire() {
      const answer = await store.set('leader', id, { nx: true, px: ttlMs });
      return answer as never;
    },
    release: () => store.script((s) => s.get('leader') === id && s.delete('leader')),
  };
}
