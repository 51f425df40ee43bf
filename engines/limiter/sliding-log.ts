import { assertOptions, type Limiter, type LimiterOptions } from './types';

/** A limit over a log. */
export interface SlidingLogOptions extends LimiterOptions {
  /** Whether refused requests stand in the log too, so that hammering prolongs the wait. Default false. */
  readonly countsRefused?: boolean;
}

/**
 * The instants of what was admitted, a key; those that have left the window are forgotten.
 *
 * Invariant: after a request at `nowMs` a key's log holds, in order, exactly the instants of its admitted requests in
 * `(nowMs - windowMs, nowMs]`, at most `limit` of them: no window of that length, wherever it lies, admits more. Equal
 * instants are separate entries.
 *
 * Cost: each instant enters and leaves once, so O(1) a request over time (the shift moves at most `limit`); memory
 * O(limit) a key.
 *
 * Source: N. Mahdi, An alternative approach to rate limiting (2017), figma.com/blog/an-alternative-approach-to-rate-limiting.
 */
export function createSlidingLogLimiter(options: SlidingLogOptions): Limiter {
  assertOptions(options);
  const { limit, windowMs, countsRefused = false } = options;
  const logs = new Map<string, number[]>();
  return {
    allow(key, nowMs) {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      // Exactly one window old is out: the window is open at its old end.
      const oldestHeld = log.findIndex((admittedMs) => nowMs - admittedMs < windowMs);
      log.splice(0, oldestHeld < 0 ? log.length : oldestHeld);
      const isAdmitted = log.length < limit;
      if (isAdmitted || countsRefused) log.push(nowMs);
      return isAdmitted;
    },
  };
}
