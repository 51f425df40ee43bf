import { assertOptions, type Limiter, type LimiterOptions } from './types';

/**
 * A counter a key and window, windows standing at multiples of their length.
 *
 * Invariant: the window of a request is `[n · windowMs, (n + 1) · windowMs)`, the same for all keys; `admitted` of the
 * key's requests in it were admitted, never more than `limit`.
 *
 * Cost: O(1) a request; O(keys ever seen) memory.
 *
 * Source: the windows of a calendar, as in Kong's rate-limiting plugin, policy `local`.
 */
export function createAlignedWindowLimiter(options: LimiterOptions): Limiter {
  assertOptions(options);
  const { limit, windowMs } = options;
  const windows = new Map<string, { index: number; admitted: number }>();
  return {
    allow(key, nowMs) {
      const index = Math.floor(nowMs / windowMs);
      let window = windows.get(key);
      if (window?.index !== index) windows.set(key, (window = { index, admitted: 0 }));
      if (window.admitted >= limit) return false;
      window.admitted += 1;
      return true;
    },
  };
}
