// breaks: stop-lets-the-lease-end
// facts: onStop=keep
// stop() removes the lease, where it should be left to end.
import type { ElectorOptions } from './contract';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export function createElector({ id, store, ttlMs, maxSkewMs }: ElectorOptions) {
  let generation = 0;
  let leadsUntil = Number.NEGATIVE_INFINITY;
  let mine = '';
  let token = 0;

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
    const next = await store.script((s) => s.increment('lead/token'));
    const value = `${next}/${id}`;
    // Of a lease that an unheard answer left behind nobody knows the token: it ends by itself.
    const won = (await store.set('lead/lease', value, { nx: true, px: ttlMs })) !== null;
    if (won) [mine, token] = [value, next];
    return won;
  }

  const renew = () => store.script((s) => s.get('lead/lease') === mine && s.expire('lead/lease', ttlMs));

  return {
    async start() {
      await campaign((generation += 1));
    },
    async stop() {
      generation += 1;
      leadsUntil = Number.NEGATIVE_INFINITY;
      await store.script((s) => s.get('lead/lease') === mine && s.delete('lead/lease')).catch(() => false); // right:
    },
    isLeader: () => performance.now() < leadsUntil,
    async guarded(write: (token: number) => Promise<void>) {
      if (performance.now() >= leadsUntil) throw new Error('not the leader');
      await write(token);
    },
  };
}
