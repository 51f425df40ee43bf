/** What is done to a pool, as data, and how plans are drawn. The simplest first: a counterexample shrinks to one worker and 10 ms. */
import type { Draw } from 'drydock';

/** What is done to the program. Jobs are `j1`, `j2`, ... in this order. */
export type Plan = {
  readonly pools: readonly PoolPlan[];
  readonly jobs: readonly JobPlan[];
  readonly closes?: readonly ClosePlan[];
  /** Reads `results()` of the first pool, and waits that long after each outcome. */
  readonly readEveryMs?: number;
};

export type PoolPlan = { readonly workers: number; readonly queueLimit?: number };

export type ClosePlan = { readonly atMs: number; readonly how: 'drain' | 'abort' };

export type JobPlan = {
  /** When it is submitted; of no meaning with `within` and `after`. */
  readonly atMs: number;
  readonly forMs: number;
  /** Default `answers`. */
  readonly ends?: 'answers' | 'rejects' | 'throws';
  /** What it answers or fails with. Default its own name, or an `Error` with it. */
  readonly with?: OddValue;
  /** Index of its pool. Default 0. */
  readonly pool?: number;
  /** Index of the job that submits it when it starts. */
  readonly within?: number;
  /** Index of the job whose result it is submitted after, in the same millisecond. */
  readonly after?: number;
  /** Index of the job whose very function it is. */
  readonly like?: number;
  /** Whether it ends at once when its signal is aborted. */
  readonly heeds?: boolean;
};

export const ODD_VALUES = [
  'object',
  'undefined',
  'zero',
  'empty',
  'null',
  'false',
  'nan',
  'function',
  'error',
] as const;

export type OddValue = (typeof ODD_VALUES)[number];

export const ALL = ['workers', 'backpressure', 'failures', 'shutdown', 'ordered-results'];

export const BOUNDED = ['backpressure', 'failures', 'shutdown', 'ordered-results'];

/** Virtual milliseconds for whatever has no moment of its own, such as the end of a drain that looks now and then. */
export const PATIENCE_MS = 1000;

export const MAX_READS = 1000;

export function nameOf(index: number): string {
  return `j${index + 1}`;
}

export function drawWorkers(draw: Draw, min = 1): number {
  return draw.weighted([
    [4, min],
    [4, min + 1],
    [3, min + 2],
    [1, min + 6],
  ]);
}

export function drawMs(draw: Draw): number {
  return draw.weighted([
    [5, 10],
    [5, 20],
    [3, 35],
    [3, 5],
    [2, 80],
    [1, 400],
  ]);
}

/** A pool of one rung; from backpressure on with room for `jobs`, so that nobody is held back. */
export function roomy(rung: string, workers: number, jobs: number): PoolPlan {
  return rung === 'workers' ? { workers } : { workers, queueLimit: jobs + 1 };
}

/** Lengthens jobs that start in order until no two of them end in the same millisecond. */
export function apart(workers: number, jobs: readonly JobPlan[]): JobPlan[] {
  const freeAt = Array.from({ length: workers }, () => 0);
  const ends = new Set<number>();
  return jobs.map((job) => {
    const worker = freeAt.indexOf(Math.min(...freeAt));
    const startMs = Math.max(job.atMs, freeAt[worker] ?? 0);
    let { forMs } = job;
    while (ends.has(startMs + forMs)) forMs += 1;
    ends.add(startMs + forMs);
    freeAt[worker] = startMs + forMs;
    return { ...job, forMs };
  });
}

export function burst(count: number, atMs: number, forMs: (index: number) => number): JobPlan[] {
  return Array.from({ length: count }, (_, index) => ({ atMs, forMs: forMs(index) }));
}
