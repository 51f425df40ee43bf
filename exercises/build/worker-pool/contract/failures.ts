/**
 * Work to be done. The pool calls it once, when its turn has come; it runs until the promise that it returns settles.
 * It fails when that promise rejects, or when the call itself throws.
 */
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
  /** Fulfils when the pool has taken the job, whatever becomes of it later. */
  readonly accepted: Promise<void>;
  /**
   * Fulfils when the job does, with the very value that it answered. Rejects when the job fails, with the very value
   * that it rejected with or threw, which may be anything: an `Error`, a string, `undefined`.
   */
  readonly result: Promise<T>;
}

/** Runs jobs, `workers` at a time, and keeps at most `queueLimit` more. */
export interface Pool {
  /**
   * Hands in a job, as on the rung before. A job that fails has ended: its worker takes the next job within the same
   * millisecond, and nobody but its own producer hears of it. `submit` itself never throws.
   *
   * @example
   * const pool = createPool({ workers: 1, queueLimit: 8 });
   * const a = pool.submit(async () => { throw new Error('disk full'); });
   * const b = pool.submit(() => { throw 'not even a promise'; });
   * const c = pool.submit(async () => 'fine');
   * await a.result; // rejects with that Error
   * await b.result; // rejects with 'not even a promise'
   * await c.result; // 'fine'
   */
  submit<T>(job: Job<T>): Submission<T>;
}

/** What the exercise calls: export a function of this type, named `createPool`. Pools share nothing. */
export type CreatePool = (options: PoolOptions) => Pool;
