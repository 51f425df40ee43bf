import { assertOptions, type Limiter, type LimiterOptions } from './types';

/**
 * Two counters a key: what was admitted in this aligned window and in the one before, which is weighed by the part of it
 * that a window of full length, ending now, still covers.
 *
 * Invariant: with w = nowMs mod windowMs a request is admitted exactly when
 * `previous · (windowMs − w) + current · windowMs < limit · windowMs`: all whole numbers, so nothing is rounded. With
 * `windowMs ≤ 1e9` and `limit ≤ 1e6` the products stay below 2^53.
 *
 * Cost: O(1) a request; two numbers a key.
 *
 * Source: J. Desgats, How we built rate limiting capable of scaling to millions of domains (2017), blog.cloudflare.com/counting-things-a-lot-of-different-things.
 */
export function createSlidingCounterLimiter(options: LimiterOptions): Limiter {
  assertOptions(options);
  const { limit, windowMs } = options;
  const counts = new Map<string, { index: number; previous: number; current: number }>();
  return {
    allow(key, nowMs) {
      const index = Math.floor(nowMs / windowMs);
      let count = counts.get(key);
      if (count === undefined || count.index < index - 1) counts.set(key, (count = { index, previous: 0, current: 0 }));
      else if (count.index === index - 1) counts.set(key, (count = { index, previous: count.current, current: 0 }));
      const weighed = count.previous * (windowMs - (nowMs % windowMs)) + count.current * windowMs;
      if (weighed >= limit * windowMs) return false;
      count.current += 1;
      return true;
    },
  };
}
