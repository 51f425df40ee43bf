import type { Job, Pool, PoolOptions } from './contract';

/**
 * One pool, independent of every other.
 *
 * At most `workers` jobs run at one time; the others wait for their turn.
 */
export function createPool({ workers }: PoolOptions): Pool {
  return {
    submit<T>(job: Job<T>): Promise<T> {
      // Start here: when may this job start, and what has to be remembered until then?
      return job();
    },
  };
}
