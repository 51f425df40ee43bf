/** Work to be done. The pool calls it once, when its turn has come; it runs until the promise that it returns settles. */
export type Job<T> = () => Promise<T>;

/** How a pool is set up. Both are always valid. */
export interface PoolOptions {
  /** Jobs that may run at one time. An integer ≥ 1. */
  workers: number;
  /** Accepted jobs that may wait for a worker. An integer ≥ 1. Running jobs do not count. */
  queueLimit: number;
}

/** What a producer holds of a job that it submitted. */
export interface Submission<T> {
  /**
   * Fulfils when the pool has taken the job: within the same millisecond where a worker is free or fewer than
   * `queueLimit` accepted jobs wait, otherwise once that becomes so. Producers that wait are accepted in the order in
   * which they submitted, and none of their jobs starts before. A producer that awaits this is held back by the pool.
   */
  readonly accepted: Promise<void>;
  /** Fulfils when the job does, with the very value that it answered. */
  readonly result: Promise<T>;
}

/** Runs jobs, `workers` at a time, and keeps at most `queueLimit` more. */
export interface Pool {
  /**
   * Hands in a job. Answers at once, whether or not there is room. Accepted jobs start in the order in which they were
   * submitted, as soon as fewer than `workers` run: within the same millisecond.
   *
   * @param job may be submitted from anywhere; the same function twice is two jobs. On this rung its promise always
   *   fulfils.
   *
   * @example
   * const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
   * const pool = createPool({ workers: 1, queueLimit: 1 });
   * pool.submit(() => sleep(30)); // accepted at 0, runs from 0 to 30
   * pool.submit(() => sleep(30)); // accepted at 0, waits, runs from 30 to 60
   * const third = pool.submit(async () => 'c'); // not accepted yet: one waits already
   * await third.accepted; // at 30: the second has left the queue
   * await third.result; // 'c', at 60
   */
  submit<T>(job: Job<T>): Submission<T>;
}

/** What the exercise calls: export a function of this type, named `createPool`. Pools share nothing. */
export type CreatePool = (options: PoolOptions) => Pool;
