/** Options of every limiter here. */
export interface LimiterOptions {
  /** Requests of one key that a window may hold. An integer ≥ 1. */
  readonly limit: number;
  /** Length of a window in milliseconds. An integer ≥ 1. */
  readonly windowMs: number;
}

/** Decides requests one at a time; its only clock is `nowMs`. */
export interface Limiter {
  /**
   * Whether this request is admitted.
   *
   * @param key whose request it is; any string
   * @param nowMs an integer 0..2^52, never less than in the call before
   */
  allow(key: string, nowMs: number): boolean;
}

/** Throws a RangeError for options that no limiter has. */
export function assertOptions({ limit, windowMs }: LimiterOptions): void {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError(`limit must be an integer ≥ 1, got ${limit}`);
  if (!Number.isSafeInteger(windowMs) || windowMs < 1) {
    throw new RangeError(`windowMs must be an integer ≥ 1, got ${windowMs}`);
  }
}
