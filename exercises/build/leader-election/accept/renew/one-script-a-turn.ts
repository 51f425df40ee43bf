// One script gets the lease or renews it. All that a node remembers is until when its lease surely lasts.
import type { ElectorOptions } from './contract';

/** Of a lease: so three turns in a row may fail. */
const TURN = 0.25;

export function createElector({ id, store, ttlMs }: ElectorOptions) {
  let leadsUntilMs = -Infinity;
  let timer: ReturnType<typeof setInterval> | undefined;

  async function turn(): Promise<void> {
    const sentMs = performance.now();
    try {
      const isMine = await store.script((s) => {
        const holder = s.get('leader');
        return (holder === null || holder === id) && s.set('leader', id, { px: ttlMs }) === 'OK';
      });
      // The lease began after the request was sent.
      if (isMine) leadsUntilMs = sentMs + ttlMs;
    } catch {
      // Nobody knows whether it was done: what was known stays true until its end.
    }
  }

  return {
    start(): void {
      timer = setInterval(() => void turn(), TURN * ttlMs);
    },
    // The lease ends by itself.
    stop: () => clearInterval(timer),
    isLeader: () => performance.now() < leadsUntilMs,
  };
}
