// facts: onStop=keep
// As with a class and timers, and stop() leaves the lease alone, in a loop of its own turns.
import type { ElectorOptions } from './contract';

export function createElector({ id, store, ttlMs, maxSkewMs }: ElectorOptions) {
  let on = false;
  let until = 0;
  let token = 0;
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
      token = Number(answer[1]);
    }
  };
  return {
    start: () => {
      on = true;
      void turn();
    },
    stop: () => {
      on = false;
      until = 0;
    },
    isLeader: () => until > performance.now(),
    guarded: async (write: (token: number) => Promise<void>) => {
      if (until <= performance.now()) throw new Error('not the leader');
      await write(token);
    },
  };
}
