import type { AttemptStore } from './store';

/** What a tab is told while it contends for the writing of an attempt. */
export interface WriterLockListener {
  /** This tab writes from now on. `holder` names its lease where there are no Web Locks. */
  granted(holder?: string): void;
  /** Another tab writes; `granted` follows when that one is gone. Also said when the writing was lost to one. */
  waiting(): void;
}

/** Host timers and clock, as values, so that tests own them. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls once after `ms`; the result cancels it. */
  after(ms: number, call: () => void): () => void;
}

/** The page's clock. */
export const hostClock: Clock = {
  now: () => Date.now(),
  after(ms, call) {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
};

/** How long a lease lasts when it is not renewed, and how often it is: only where there are no Web Locks. */
export const LEASE_MS = 4_000;
const RENEW_MS = 1_000;

/**
 * Contends for being the one writer of an attempt. Web Locks where the browser has them (the browser itself frees the
 * lock of a tab that dies); else a lease record that is renewed each second and ends by itself after four. The result
 * gives the writing back, and calls nothing any more.
 */
export function contendForWriting(
  attempt: string,
  listener: WriterLockListener,
  environment: {
    readonly locks: LockManager | undefined;
    readonly store: AttemptStore;
    readonly clock: Clock;
    readonly holder: string;
  },
): () => void {
  const { locks, store, clock, holder } = environment;
  let release: () => void = () => undefined;
  let ended = false;
  const byLease = (): void => {
    if (!ended) release = contendByLease({ attempt, listener, store, clock, holder });
  };
  if (locks === undefined) byLease();
  // Refused in an opaque origin, or by a broken implementation: the lease does as well.
  else release = contendByLock({ locks, name: `drydock-attempt:${attempt}`, listener, refused: byLease });
  return () => {
    ended = true;
    release();
  };
}

function contendByLock(options: {
  readonly locks: LockManager;
  readonly name: string;
  readonly listener: WriterLockListener;
  readonly refused: () => void;
}): () => void {
  const { locks, name, listener, refused } = options;
  const stop = new AbortController();
  const untilStopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  const hold = async (): Promise<void> => {
    if (stop.signal.aborted) return;
    listener.granted();
    await untilStopped;
  };
  const contend = async (): Promise<void> => {
    const held = await locks.request(name, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false;
      await hold();
      return true;
    });
    if (held || stop.signal.aborted) return;
    listener.waiting();
    await locks.request(name, { signal: stop.signal }, hold);
  };
  contend().catch(() => {
    if (!stop.signal.aborted) refused();
  });
  return () => stop.abort();
}

function contendByLease(options: {
  readonly attempt: string;
  readonly listener: WriterLockListener;
  readonly store: AttemptStore;
  readonly clock: Clock;
  readonly holder: string;
}): () => void {
  const { attempt, listener, store, clock, holder } = options;
  let ended = false;
  let holds: boolean | undefined;
  let cancel: () => void = () => undefined;
  const beat = async (): Promise<void> => {
    let held: boolean;
    try {
      held = await store.lease({ attempt, holder, now: clock.now(), lengthMs: LEASE_MS });
    } catch {
      // A store that cannot be written has no other writer either; the failed append says so to the learner.
      held = holds ?? true;
    }
    if (ended) return;
    if (held !== holds) {
      holds = held;
      if (held) listener.granted(holder);
      else listener.waiting();
    }
    cancel = clock.after(RENEW_MS, () => void beat());
  };
  void beat();
  return () => {
    ended = true;
    cancel();
    store.release(attempt, holder).catch(() => undefined);
  };
}
