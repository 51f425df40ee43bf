// breaks: stop-lets-the-lease-end
// facts: onStop=keep
// repair: stop-keeps-the-lease
// stop() removes the lease, where it should be left to end.
import type { ElectorOptions, Store } from './contract';

interface Lease {
  readonly until: number;
  readonly token: number;
}

const KEY = 'the-one';

function tryToLead(store: Store, value: string, ttlMs: number): Promise<number | null> {
  return store.script((s) => {
    const current = s.get(KEY);
    if (current === null) {
      s.set(KEY, value, { nx: true, px: ttlMs });
      return s.increment(`${KEY}:count`);
    }
    if (current !== value) return null;
    s.expire(KEY, ttlMs);
    return Number(s.get(`${KEY}:count`));
  });
}

export function createElector({ id, store, ttlMs }: ElectorOptions) {
  const value = `node ${id}`;
  let lease: Lease | null = null;
  let ask: ReturnType<typeof setTimeout> | undefined;
  let end: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const round = () => {
    const begun = performance.now();
    const next = (waitMs: number) => {
      if (!isStopped) ask = setTimeout(round, waitMs);
    };
    tryToLead(store, value, ttlMs)
      .then((token) => {
        if (isStopped) return;
        clearTimeout(end);
        lease = token === null ? null : { until: begun + ttlMs, token };
        if (lease !== null) end = setTimeout(() => (lease = null), lease.until - performance.now());
        next(lease === null ? ttlMs / 3 : ttlMs / 4);
      })
      .catch(() => next(10));
  };

  const current = (): Lease | null => (lease !== null && performance.now() < lease.until ? lease : null);

  return {
    start() {
      round();
    },
    stop() {
      isStopped = true;
      clearTimeout(ask);
      clearTimeout(end);
      lease = null;
      return store
        .script((s) => s.get(KEY) === value && s.delete(KEY))
        .then(
          () => undefined,
          () => undefined,
        );
    },
    isLeader: () => current() !== null,
  };
}
