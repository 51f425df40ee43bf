/** How a limiter is set up. Both are always valid. */
export interface LimiterOptions {
  /** Requests of one key that a window may admit. An integer ≥ 1. */
  limit: number;
  /** Length of a window in milliseconds. An integer ≥ 1. */
  windowMs: number;
}

/** Decides requests, one call each. */
export interface Limiter {
  /**
   * Whether this request is admitted: `true` lets it through and counts it, `false` turns it away.
   *
   * @param key whose request it is: any string, also `''` and `'__proto__'`; `'a'` and `'A'` are two keys
   * @param nowMs the time, an integer from 0 to 2^52 in milliseconds. It never goes back over the limiter, and may
   *   repeat. It is the only clock: timers and `Date.now()` have nothing to do with it.
   *
   * @example
   * const limiter = createLimiter({ limit: 2, windowMs: 1000 });
   * limiter.allow('ada', 0); // true
   * limiter.allow('ada', 400); // true
   * limiter.allow('ada', 900); // false: two were admitted already
   * limiter.allow('bob', 900); // true: another key
   * limiter.allow('ada', 1000); // true: the request at 0 is one window old, and no longer counts
   */
  allow(key: string, nowMs: number): boolean;
}

/** What the exercise calls: export a function of this type, named `createLimiter`. Limiters share nothing. */
export type CreateLimiter = (options: LimiterOptions) => Limiter;
