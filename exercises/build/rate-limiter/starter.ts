import type { Limiter, LimiterOptions } from './contract';

/**
 * One limiter, independent of every other.
 *
 * `limit` requests of a key are admitted in a window of `windowMs` milliseconds.
 */
export function createLimiter({ limit, windowMs }: LimiterOptions): Limiter {
  return {
    allow(key, nowMs) {
      // Start here: what do you have to remember about `key`?
      return true;
    },
  };
}
