import { assertOptions, type Limiter, type LimiterOptions } from './types';

interface Window {
  readonly startMs: number;
  admitted: number;
}

/**
 * A counter a key that starts anew when its window has ended.
 *
 * Invariant: a key's window is `[startMs, startMs + windowMs)`, opened by the first request at or after the end of the
 * one before; `admitted` of its requests were admitted, never more than `limit`. Two windows may admit twice the limit
 * within one window's length, around the edge between them.
 *
 * Cost: O(1) a request; O(keys ever seen) memory.
 *
 * Source: windows that a request opens, and not the clock, are those of Redis' `INCR` with `EXPIRE`: redis.io, command
 * INCR, "Pattern: Rate limiter".
 */
export function createFixedWindowLimiter(options: LimiterOptions): Limiter {
  assertOptions(options);
  const { limit, windowMs } = options;
  const windows = new Map<string, Window>();
  return {
    allow(key, nowMs) {
      let window = windows.get(key);
      // The difference and not the sum: a sum may pass 2^53.
      if (window === undefined || nowMs - window.startMs >= windowMs) {
        window = { startMs: nowMs, admitted: 0 };
        windows.set(key, window);
      }
      if (window.admitted >= limit) return false;
      window.admitted += 1;
      return true;
    },
  };
}
