/**
 * Work to be done. The pool calls it once, when its turn has come; it runs until the promise that it returns settles.
 * It fails when that promise rejects, or when the call itself throws.
 *
 * @param signal is aborted when the pool is told to `abort()` while the job runs
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

/** How a job ended: the very value that it answered, or the very value that it failed with. */
export type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };

/** Runs jobs, `workers` at a time, and keeps at most `queueLimit` more, until it is closed. */
export interface Pool {
  /** Hands in a job, as on the rung before. */
  submit<T>(job: Job<T>): Submission<T>;
  /** Closes the pool gently, as on the rung before. */
  drain(): Promise<void>;
  /** Closes the pool hard, as on the rung before. */
  abort(): Promise<void>;
  /**
   * How the jobs ended, one outcome a job, in the order in which they were submitted and whatever order they ended in.
   * Called at most once, before the first submission, and read by one reader: it waits for each outcome before it asks for the
   * next, and may be slow to ask.
   *
   * An outcome comes within the millisecond in which it and all before it are there. Neither a slow job nor a slow
   * reader holds back the start of any job. After `drain()`, and after the last outcome, the iteration ends.
   *
   * @example
   * const outcomes = pool.results();
   * pool.submit(async () => { await sleep(30); return 'slow'; });
   * pool.submit(async () => { throw new Error('no'); });
   * pool.drain();
   * for await (const outcome of outcomes) console.log(outcome);
   * // at 30: { ok: true, value: 'slow' }, and at 30 too: { ok: false, error: Error: no }; then it ends
   */
  results(): AsyncIterable<Outcome>;
}

/** What the exercise calls: export a function of this type, named `createPool`. Pools share nothing. */
export type CreatePool = (options: PoolOptions) => Pool;
