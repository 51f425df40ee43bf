/** Work to be done. The pool calls it once, when its turn has come; it runs until the promise that it returns settles. */
export type Job<T> = () => Promise<T>;

/** How a pool is set up. Always valid. */
export interface PoolOptions {
  /** Jobs that may run at one time. An integer ≥ 1. */
  workers: number;
}

/** Runs jobs, `workers` at a time. */
export interface Pool {
  /**
   * Takes a job and promises what it will answer. Jobs start in the order in which they were submitted, as soon as fewer
   * than `workers` run: within the same millisecond, whether at once or some microtasks later.
   *
   * @param job may be submitted from anywhere, also from inside another job; the same function twice is two jobs. On
   *   this rung its promise always fulfils.
   * @returns fulfils when the job does, with the very value that it answered
   *
   * @example
   * const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
   * const pool = createPool({ workers: 2 });
   * pool.submit(() => sleep(30)); // starts at 0
   * pool.submit(() => sleep(10)); // starts at 0
   * pool.submit(async () => 'c'); // starts at 10, when the second has ended; fulfils with 'c'
   */
  submit<T>(job: Job<T>): Promise<T>;
}

/** What the exercise calls: export a function of this type, named `createPool`. Pools share nothing. */
export type CreatePool = (options: PoolOptions) => Pool;
