/** How slots are set up. Times are milliseconds of the owner's clock. */
export interface SlotsOptions {
  /** How long an entry is fresh: an integer ≥ 1, or Infinity. Default Infinity. */
  readonly ttlMs?: number;
  /** How long it is kept stale after that: an integer ≥ 0. Default 0. */
  readonly staleMs?: number;
  /** Entries that are kept: an integer ≥ 1, or Infinity. Default Infinity. */
  readonly capacity?: number;
  /** Whether a read makes an entry as fresh as a write does. Default false. */
  readonly readExtends?: boolean;
}

/** Throws a RangeError that quotes an invalid option. */
export function assertOptions({ ttlMs = Infinity, staleMs = 0, capacity = Infinity }: SlotsOptions): void {
  const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;
  if (ttlMs !== Infinity && !isWhole(ttlMs, 1)) {
    throw new RangeError(`ttlMs must be an integer ≥ 1 or Infinity, got ${ttlMs}`);
  }
  if (!isWhole(staleMs, 0)) throw new RangeError(`staleMs must be an integer ≥ 0, got ${staleMs}`);
  if (capacity !== Infinity && !isWhole(capacity, 1)) {
    throw new RangeError(`capacity must be an integer ≥ 1 or Infinity, got ${capacity}`);
  }
}
