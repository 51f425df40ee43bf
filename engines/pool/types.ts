/** How a dispatcher is set up. */
export interface DispatcherOptions {
  /** Tasks that may run at one time: an integer ≥ 1. */
  readonly workers: number;
  /** Accepted tasks that may wait: an integer ≥ 0, or Infinity. Default Infinity. */
  readonly queueLimit?: number;
  /** Which waiting task starts next. Default the oldest. */
  readonly next?: 'oldest' | 'newest';
}

/** Throws a RangeError that quotes an invalid option. */
export function assertOptions({ workers, queueLimit = Infinity }: DispatcherOptions): void {
  if (!Number.isSafeInteger(workers) || workers < 1) {
    throw new RangeError(`workers must be an integer ≥ 1, got ${workers}`);
  }
  if (queueLimit !== Infinity && (!Number.isSafeInteger(queueLimit) || queueLimit < 0)) {
    throw new RangeError(`queueLimit must be an integer ≥ 0 or Infinity, got ${queueLimit}`);
  }
}
