// breaks: stop-lets-the-lease-end
// facts: onStop=keep
// stop() removes the lease, where it should be left to end.
import type { ElectorOptions } from './contract';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function createElector({ id, store, ttlMs, maxSkewMs }: ElectorOptions) {
  let generation = 0;
  let leadsUntil = Number.NEGATIVE_INFINITY;

  async function campaign(own: number): Promise<void> {
    while (own === generation) {
      const asked = performance.now();
      try {
        const isMine = performance.now() < leadsUntil ? await renew() : await win();
        if (own !== generation) return;
        leadsUntil = isMine ? asked + ttlMs - maxSkewMs : Number.NEGATIVE_INFINITY;
      } catch {
        // Neither yes nor no.
      }
      await sleep(Math.floor(ttlMs / 5));
    }
  }

  async function win(): Promise<boolean> {
    if ((await store.set('lead/lease', id, { nx: true, px: ttlMs })) === 'OK') return true;
    return renew();
  }

  const renew = () => store.script((s) => s.get('lead/lease') === id && s.expire('lead/lease', ttlMs));

  return {
    async start() {
      await campaign((generation += 1));
    },
    async stop() {
      generation += 1;
      leadsUntil = Number.NEGATIVE_INFINITY;
      await store.script((s) => s.get('lead/lease') === id && s.delete('lead/lease')).catch(() => false); // right:
    },
    isLeader: () => performance.now() < leadsUntil,
  };
}
