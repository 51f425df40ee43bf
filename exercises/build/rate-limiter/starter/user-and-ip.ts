import type { Limiter, LimiterOptions } from './contract';

/** One limiter, independent of every other: a limit for each user and one for each address. */
export function createLimiter({ user, ip }: LimiterOptions): Limiter {
  return {
    allow(who, nowMs) {
      // Start here: what has to be looked at before anything is counted?
      return true;
    },
  };
}
