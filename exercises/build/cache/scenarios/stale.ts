/** Stale. `a1` is loaded at 15, fresh until 115, stale until 165, unless it says otherwise. */
import type { Scenario } from 'drydock';
import { type Plan, STALE, overlapping } from './plan';

/** A get when the value is stale, and one when the refresh has settled. */
export const stale = overlapping(
  'stale',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [140, 'a'],
      ],
    },
  ],
  (draw) => {
    const staleMs = draw.oneOf([50, 200]);
    const atMs = 10 * draw.integer(12, (100 + staleMs) / 10);
    return {
      options: { staleMs },
      gets: [
        [0, 'a'],
        [atMs, 'a'],
        [atMs + 20, 'a'],
      ],
    };
  },
);

/** Several gets while a refresh is in flight and the value still stale. */
export const staleWaiters = overlapping(
  'stale-waiters',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [120, 'a'],
        [140, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 35 },
      ],
    },
  ],
  (draw) => {
    const gets = draw.list({ min: 1, max: 6 }, () => [10 * draw.integer(12, 25), 'a'] as const);
    return {
      options: { staleMs: 200 },
      gets: [[0, 'a'], [120, 'a'], ...gets],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 155 },
      ],
    };
  },
);

/** The value that a refresh brought, to its own end. */
export const refreshed = overlapping(
  'refreshed',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [150, 'a'],
        [230, 'a'],
      ],
    },
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [240, 'a'],
        [260, 'a'],
      ],
    },
  ],
  (draw) => {
    const gets = draw.list({ min: 1, max: 4 }, () => [10 * draw.integer(14, 40), 'a'] as const);
    return { gets: [[0, 'a'], [120, 'a'], [140, 'a'], ...gets] };
  },
);

/** A refresh that fails, and gets while the old value still is stale. */
export const failedRefresh = overlapping(
  'failed-refresh',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [140, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 15, fails: true },
      ],
    },
  ],
  (draw) => {
    const odd = draw.oneOf([undefined, 'null', 'undefined'] as const);
    const failure = { key: 'a', forMs: 15, fails: true, ...(odd === undefined ? {} : { with: odd }) };
    const gets = draw.list({ min: 1, max: 4 }, () => [10 * draw.integer(14, 30), 'a'] as const);
    return {
      options: { staleMs: 200 },
      gets: [[0, 'a'], [120, 'a'], ...gets],
      loads: [{ key: 'a', forMs: 15 }, failure],
    };
  },
);

/** Refreshes fail, and the time of the old value runs out. */
export const failedThenGone = overlapping(
  'failed-then-gone',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [200, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 15, fails: true },
      ],
    },
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [165, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 15, fails: true },
      ],
    },
  ],
  (draw) => {
    const failures = Array.from({ length: draw.integer(1, 2) }, () => ({ key: 'a', forMs: 15, fails: true }));
    const again = draw.boolean() ? [[140, 'a'] as const] : [];
    const late = draw.oneOf([170, 165, 200, 900]);
    return {
      gets: [[0, 'a'], [120, 'a'], ...again, [late, 'a'], [late + 42, 'a']],
      loads: [{ key: 'a', forMs: 15 }, ...failures],
    };
  },
);

/** One get at an edge of the three ages. */
export function staleEdge(id: string, sample: number, others: readonly number[]): Scenario<Plan> {
  return overlapping(
    id,
    STALE,
    () => [
      {
        gets: [
          [0, 'a'],
          [sample, 'a'],
        ],
      },
    ],
    (draw) => {
      const atMs = draw.oneOf([sample, ...others]);
      return { gets: [[0, 'a'], [atMs, 'a'], ...(draw.boolean() ? [[atMs + 22, 'a'] as const] : [])] };
    },
  );
}

/** A refresh that takes longer than the old value is stale; it succeeds or fails. */
export const slowRefresh = overlapping(
  'slow-refresh',
  STALE,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
        [140, 'a'],
        [170, 'a'],
        [180, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 105 },
      ],
    },
  ],
  (draw) => {
    const fails = draw.boolean(0.3);
    const gets = draw.list({ min: 1, max: 4 }, () => [10 * draw.integer(17, 22), 'a'] as const);
    return {
      gets: [[0, 'a'], [120, 'a'], ...gets],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'a', forMs: 105, ...(fails ? { fails } : {}) },
      ],
    };
  },
);
