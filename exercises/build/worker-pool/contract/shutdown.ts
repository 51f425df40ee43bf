/**
 * Work to be done. The pool calls it once, when its turn has come; it runs until the promise that it returns settles.
 * It fails when that promise rejects, or when the call itself throws.
 *
 * @param signal is aborted when the pool is told to `abort()` while the job runs. A job may heed it and end early, or
 *   ignore it; either way its result is what it answers.
 */
export type Job<T> = (signal: AbortSignal) => Promise<T>;

/** How a pool is set up. Both are always valid. */
export interface PoolOptions {
  /** Jobs that may run at one time. An integer ≥ 1. */
  workers: number;
  /** Accepted jobs that may wait for a worker. An integer ≥ 1. Running jobs do not count. */
  queueLimit: number;
}

/** What a producer holds of a job that it submitted. */
export interface Submission<T> {
  /** Fulfils when the pool has taken the job; rejects `PoolClosed` when it never will. */
  readonly accepted: Promise<void>;
  /** Settles as the job does; rejects `PoolClosed` when the job will never start. */
  readonly result: Promise<T>;
}

/** Runs jobs, `workers` at a time, and keeps at most `queueLimit` more, until it is closed. */
export interface Pool {
  /**
   * Hands in a job, as on the rung before. On a pool that is closed both promises of the submission reject with an error
   * whose `name` is `'PoolClosed'`, and the job never starts; `submit` itself does not throw.
   */
  submit<T>(job: Job<T>): Submission<T>;
  /**
   * Closes the pool gently. Accepted jobs are finished, those that wait too, in their order. Submissions that were not
   * accepted yet reject `PoolClosed`, both promises; one that found room when it was made counts as accepted. Calling it
   * again changes nothing.
   *
   * @returns fulfils, always, once every accepted job has ended
   *
   * @example
   * const done = pool.drain();
   * pool.submit(job).result; // rejects: error.name === 'PoolClosed'
   * await done; // nothing of this pool runs any more
   */
  drain(): Promise<void>;
  /**
   * Closes the pool hard, also while it drains. Jobs that wait reject `PoolClosed`, and so do submissions that were not
   * accepted; none of them starts. The signals of running jobs are aborted. Calling it again changes nothing.
   *
   * @returns fulfils, always, once every running job has ended
   */
  abort(): Promise<void>;
}

/** What the exercise calls: export a function of this type, named `createPool`. Pools share nothing. */
export type CreatePool = (options: PoolOptions) => Pool;
