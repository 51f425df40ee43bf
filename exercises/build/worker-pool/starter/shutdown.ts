import type { Job, Pool, PoolOptions, Submission } from './contract';

/**
 * One pool, independent of every other.
 *
 * `drain()` finishes what was accepted, `abort()` only what runs; after either nothing more is taken.
 */
export function createPool({ workers, queueLimit }: PoolOptions): Pool {
  const controller = new AbortController();
  return {
    submit<T>(job: Job<T>): Submission<T> {
      // Start here: what does `submit` have to ask before it does anything else?
      return { accepted: Promise.resolve(), result: job(controller.signal) };
    },
    async drain() {},
    async abort() {
      controller.abort();
    },
  };
}
