/** Traffic to limiters of one limit: what it is, how it is run, and how times are drawn. */
import type { Draw, Outcome, Stage } from 'drydock';
import type { CreateLimiter, Limiter, LimiterOptions } from '../contract';

/** What is done to the program: limiters are made in order, then each request is put to one of them. */
export type Traffic = {
  readonly limiters: readonly { readonly limit: number; readonly windowMs: number }[];
  readonly requests: readonly Request[];
};

export type Request = {
  /** Index into `limiters`. */
  readonly limiter: number;
  readonly key: string;
  readonly nowMs: number;
  /** Virtual milliseconds that pass before it, whatever `nowMs` says. */
  readonly waitMs?: number;
};

/** One key, one limit: `user-and-ip` has traffic of its own. */
export const ONE_LIMIT = ['fixed-window', 'sliding-log', 'sliding-counter', 'bounded-keys'];

/** Where a window, or a request in it, ends all at once. */
export const SHARP = ['fixed-window', 'sliding-log', 'bounded-keys'];

export const MAX_NOW_MS = 2 ** 52;

/** Makes the limiters; one that could not be made gets no requests. */
export function make(stage: Stage, options: LimiterOptions): Limiter | undefined {
  const { createLimiter } = stage.exports as { createLimiter: CreateLimiter };
  const made = stage.call('createLimiter', [{ ...options }], () => createLimiter({ ...options }));
  const isMade = made.ok && (typeof made.value === 'object' || typeof made.value === 'function') && made.value !== null;
  return isMade ? (made.value as Limiter) : undefined;
}

export function ask(stage: Stage, limiter: Limiter, { key, nowMs }: Request): Outcome {
  return stage.call('allow', [key, nowMs], () => {
    if (typeof limiter.allow !== 'function') throw new TypeError('the limiter has no method allow');
    return limiter.allow(key, nowMs);
  });
}

export function run(stage: Stage, { limiters, requests }: Traffic): void {
  const made = limiters.map((options) => make(stage, options));
  for (const request of requests) {
    const limiter = made[request.limiter];
    if (limiter !== undefined) ask(stage, limiter, request);
  }
}

/** Requests of one key to one limiter. */
export function traffic(options: { limit: number; windowMs: number }, times: readonly number[], key = 'a'): Traffic {
  return { limiters: [options], requests: times.map((nowMs) => ({ limiter: 0, key, nowMs })) };
}

const WINDOWS_MS = [100, 1000, 60_000, 250, 3_600_000];

/** The simplest first: a counterexample shrinks to limit 1 and 100 ms. */
export function drawOptions(draw: Draw): { limit: number; windowMs: number } {
  const limit = draw.weighted([
    [6, 1],
    [6, 2],
    [6, 3],
    [3, 5],
    [1, 25],
  ]);
  return { limit, windowMs: draw.oneOf(WINDOWS_MS) };
}

/** Some multiple of the window's length, later than 0. */
export function drawStart(draw: Draw, windowMs: number): number {
  return windowMs * draw.integer(1, 50);
}

/**
 * Rising offsets from 0, all less than `spanMs`, for `count` requests and `more` of them drawn; where the span is too
 * short for all of them, fewer.
 */
export function drawOffsets(draw: Draw, spanMs: number, count: number, more: number): number[] {
  const gapMs = Math.max(1, Math.floor((spanMs - 1) / (count + more)));
  let atMs = 0;
  const offsets = [0, ...draw.list({ min: count - 1, max: count + more - 1 }, () => (atMs += draw.integer(1, gapMs)))];
  return offsets.filter((offset) => offset < spanMs);
}

export async function runInTime(stage: Stage, { limiters, requests }: Traffic): Promise<void> {
  const made = limiters.map((options) => make(stage, options));
  for (const request of requests) {
    const limiter = made[request.limiter];
    if (request.waitMs) await stage.sleep(request.waitMs);
    if (limiter !== undefined) ask(stage, limiter, request);
  }
}
