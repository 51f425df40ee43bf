/** The reference: what each rung's checks are shown beside the learner's. */
import { virtual, type Exports, type Facts } from 'drydock';
import type { Elector, ElectorOptions, ScriptStore } from '../contract/fencing';

/** The whole of it; each rung's checks call what they know. */
function createReference({ id, store, ttlMs, maxSkewMs }: ElectorOptions, facts: Facts) {
  let isStarted = false;
  /** By the node's own clock: until when the lease surely lasts. */
  let leaseUntilMs = -Infinity;
  let token = 0;
  let timer: number | undefined;

  const isLeader = (): boolean => isStarted && virtual.nowMs() < leaseUntilMs;

  /** Gets the lease or renews it, in one step: the token, or 0. */
  const take = (at: ScriptStore): number => {
    const [holder, held] = split(at.get('lease'));
    if (holder !== null && holder !== id) return 0;
    const mine = holder === id ? held : at.increment('token');
    at.set('lease', `${mine} ${id}`, { px: ttlMs });
    return mine;
  };

  async function turn(): Promise<void> {
    const sentMs = virtual.nowMs();
    const got = await store.script(take).catch(() => undefined);
    if (!isStarted) return;
    if (got === 0) leaseUntilMs = -Infinity;
    else if (got !== undefined) {
      token = got;
      leaseUntilMs = sentMs + ttlMs - maxSkewMs;
    }
    timer = virtual.setTimer(() => void turn(), Math.floor(ttlMs / 4));
  }

  return {
    async acquire(): Promise<boolean> {
      if (facts['holderAgain'] === 'extend') return (await store.script(take)) > 0;
      return (await store.set('lease', `1 ${id}`, { nx: true, px: ttlMs })) === 'OK';
    },
    release: (): Promise<boolean> => store.script((at) => split(at.get('lease'))[0] === id && at.delete('lease')),
    start(): void {
      isStarted = true;
      void turn();
    },
    stop(): void {
      isStarted = false;
      virtual.clearTimer(timer);
      if (facts['onStop'] === 'keep') return;
      store.script((at) => split(at.get('lease'))[0] === id && at.delete('lease')).catch(() => undefined);
    },
    isLeader,
    async guarded(write: (token: number) => Promise<void>): Promise<boolean> {
      if (!isLeader()) {
        if (facts['notLeading'] === 'answer') return false;
        throw new Error('not leading');
      }
      await write(token);
      return true;
    },
  };
}

/** `7 n1`: who holds the lease, and its token. */
function split(value: string | null): readonly [holder: string | null, token: number] {
  if (value === null) return [null, 0];
  const at = value.indexOf(' ');
  return [value.slice(at + 1), Number(value.slice(0, at))];
}

const whole = (facts: Facts): Exports => ({
  createElector: (options: ElectorOptions): Elector => createReference(options, facts),
});

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  acquire: whole,
  renew: whole,
  'pause-and-skew': whole,
  fencing: whole,
};
