/** One limit. Both numbers are always valid. */
export interface Limit {
  /** Requests that a window may admit. An integer ≥ 1. */
  limit: number;
  /** Length of a window in milliseconds. An integer ≥ 1. */
  windowMs: number;
}

/** A limit for each user and one for each address. Their lengths may differ. */
export interface LimiterOptions {
  user: Limit;
  ip: Limit;
}

/** Who makes a request. */
export interface Who {
  /** Any string; `null` when nobody is signed in: then the address alone decides. `''` and `'null'` are users. */
  user: string | null;
  /** Any string. A user and an address of the same name have nothing to do with each other. */
  ip: string;
}

/** Decides requests, one call each, by two fixed windows. */
export interface Limiter {
  /**
   * Whether this request is admitted: exactly when the user's window and the address's window both have room. It then
   * counts in both. A refused request counts in neither, and opens no window.
   *
   * @param nowMs the time, an integer from 0 to 2^52 in milliseconds; never goes back over the limiter, may repeat. A window
   *   is `[start, start + windowMs)`, opened by the first admitted request at or after the end of the one before.
   *
   * @example
   * const limiter = createLimiter({ user: { limit: 1, windowMs: 1000 }, ip: { limit: 2, windowMs: 1000 } });
   * limiter.allow({ user: 'ada', ip: '10.0.0.1' }, 0); // true
   * limiter.allow({ user: 'ada', ip: '10.0.0.2' }, 1); // false: ada is full, and 10.0.0.2 has lost nothing
   * limiter.allow({ user: null, ip: '10.0.0.1' }, 2); // true
   * limiter.allow({ user: 'bob', ip: '10.0.0.1' }, 3); // false: the address is full, and bob has lost nothing
   */
  allow(who: Who, nowMs: number): boolean;
}

/** What the exercise calls: export a function of this type, named `createLimiter`. Limiters share nothing. */
export type CreateLimiter = (options: LimiterOptions) => Limiter;
