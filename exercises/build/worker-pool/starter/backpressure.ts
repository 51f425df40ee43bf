import type { Job, Pool, PoolOptions, Submission } from './contract';

/**
 * One pool, independent of every other.
 *
 * At most `workers` jobs run at one time, and at most `queueLimit` accepted ones wait; other producers are held back.
 */
export function createPool({ workers, queueLimit }: PoolOptions): Pool {
  return {
    submit<T>(job: Job<T>): Submission<T> {
      // Start here: a submission now has three states. Which, and what moves it from one to the next?
      return { accepted: Promise.resolve(), result: job() };
    },
  };
}
