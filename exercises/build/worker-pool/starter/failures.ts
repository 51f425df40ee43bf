import type { Job, Pool, PoolOptions, Submission } from './contract';

/**
 * One pool, independent of every other.
 *
 * A job that fails rejects its own result, and its worker takes the next job.
 */
export function createPool({ workers, queueLimit }: PoolOptions): Pool {
  return {
    submit<T>(job: Job<T>): Submission<T> {
      // Start here: in how many ways can a job end, and which of them give its worker back?
      return { accepted: Promise.resolve(), result: job() };
    },
  };
}
