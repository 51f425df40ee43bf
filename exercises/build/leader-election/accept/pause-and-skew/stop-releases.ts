// facts: onStop=release
// Turns of a loop over one script; stop() gives up the lease, by a script that compares.
import type { ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs, maxSkewMs }: ElectorOptions) {
  let on = false;
  let until = 0;
  const turn = async (): Promise<void> => {
    for (; on; await new Promise<void>((done) => setTimeout(done, ttlMs / 4))) {
      const from = performance.now();
      const answer = await store
        .script((s) => {
          const held = s.get('L');
          if (held === null) s.increment('T');
          return held === null || held === `=${id}` ? [s.set('L', `=${id}`, { px: ttlMs }), s.get('T')] : [];
        })
        .catch(() => undefined);
      if (!on || answer === undefined) continue;
      until = answer.length > 0 ? from + ttlMs - maxSkewMs : 0;
    }
  };
  return {
    start: () => {
      on = true;
      void turn();
    },
    stop: async () => {
      on = false;
      until = 0;
      await store.script((s) => s.get('L') === `=${id}` && s.delete('L')).catch(() => false);
    },
    isLeader: () => until > performance.now(),
  };
}
