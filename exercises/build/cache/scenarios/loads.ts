/** Loads that one waits for, or many. */
import type { Scenario } from 'drydock';
import { LOADING, type Plan, ask, drawForMs, loading, overlapping } from './plan';
import { KEYS, ODD_KEYS } from './traffic';
import { FALSY, OBJECTS } from './values';

/** One get, and nothing else ever. */
export const oneLoad = overlapping(
  'one-load',
  LOADING,
  () => [{ gets: [[0, 'a']], loads: [{ key: 'a', forMs: 15 }] }],
  (draw) => ({ gets: [[draw.oneOf([0, 10, 30]), 'a']], loads: [{ key: 'a', forMs: drawForMs(draw) }] }),
);

/** Gets of a value that is fresh. */
export const freshHits = overlapping(
  'fresh-hits',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [20, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15 }],
    },
  ],
  (draw) => ({
    options: { ttlMs: draw.oneOf([100, 1000]) },
    gets: [[0, 'a'], ...draw.list({ min: 1, max: 5 }, () => [10 * draw.integer(2, 9), 'a'] as const)],
    loads: [{ key: 'a', forMs: draw.oneOf([15, 5]) }],
  }),
);

/** Gets of one key while it is being loaded, and one when it was. */
export const waiters = overlapping(
  'waiters',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [10, 'a'],
      ],
      loads: [{ key: 'a', forMs: 35 }],
    },
    {
      gets: [
        [0, 'a'],
        [0, 'a'],
        [0, 'a'],
        [40, 'a'],
      ],
      loads: [{ key: 'a', forMs: 35 }],
    },
  ],
  (draw) => {
    const gets = draw.list({ min: 1, max: 5 }, () => [10 * draw.integer(0, 7), 'a'] as const);
    return { gets: [[0, 'a'], ...gets, [90, 'a']], loads: [{ key: 'a', forMs: 75 }] };
  },
);

/** Several keys at one time, a slow one among them. */
export const keysApart = overlapping(
  'keys-apart',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [10, 'b'],
        [30, 'b'],
      ],
      loads: [
        { key: 'a', forMs: 205 },
        { key: 'b', forMs: 15 },
      ],
    },
  ],
  (draw) => {
    const keys = KEYS.slice(0, draw.integer(2, 4));
    const gets = keys.map((key) => [10 * draw.integer(0, 3), key] as const);
    const again = keys.map((key) => [10 * draw.integer(4, 9), key] as const);
    return { gets: [...gets, ...again], loads: keys.map((key) => ({ key, forMs: draw.oneOf([15, 5, 205, 35]) })) };
  },
);

/** A load that fails, and one or more who wait for it. */
export const failingLoad = overlapping(
  'failing-load',
  LOADING,
  () => [
    { gets: [[0, 'a']], loads: [{ key: 'a', forMs: 15, fails: true }] },
    {
      gets: [
        [0, 'a'],
        [10, 'a'],
        [20, 'a'],
      ],
      loads: [{ key: 'a', forMs: 35, fails: true }],
    },
    {
      gets: [
        [0, 'a'],
        [0, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15, fails: true, with: 'empty' }],
    },
  ],
  (draw) => {
    const gets = draw.list({ min: 0, max: 4 }, () => [10 * draw.integer(0, 3), 'a'] as const);
    const odd = draw.oneOf([undefined, 'object', 'null', 'empty', 'undefined', 'zero'] as const);
    return {
      gets: [[0, 'a'], ...gets],
      loads: [{ key: 'a', forMs: 35, fails: true, ...(odd === undefined ? {} : { with: odd }) }],
    };
  },
);

/** A load that fails, and gets after it. */
export const afterFailure = overlapping(
  'after-failure',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [20, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15, fails: true }],
    },
    {
      gets: [
        [0, 'a'],
        [114, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15, fails: true }],
    },
    {
      gets: [
        [0, 'a'],
        [115, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15, fails: true }],
    },
  ],
  (draw) => {
    const failures = draw.integer(1, 3);
    const loads = Array.from({ length: failures }, () => ({ key: 'a', forMs: 15, fails: true }));
    const gets = draw.list({ min: 1, max: 5 }, () => [10 * draw.integer(2, 20), 'a'] as const);
    return { gets: [[0, 'a'], ...gets], loads };
  },
);

/** A slow load: its value is live counted from the load's end. */
export const slowLoad = overlapping(
  'slow-load',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [120, 'a'],
      ],
      loads: [{ key: 'a', forMs: 55 }],
    },
    {
      gets: [
        [0, 'a'],
        [154, 'a'],
      ],
      loads: [{ key: 'a', forMs: 55 }],
    },
    {
      gets: [
        [0, 'a'],
        [350, 'a'],
        [400, 'a'],
      ],
      loads: [{ key: 'a', forMs: 305 }],
    },
  ],
  (draw) => {
    const forMs = draw.oneOf([55, 205, 95]);
    const late = draw.oneOf([forMs + 99, 100 * Math.ceil(forMs / 100), forMs + 45]);
    return {
      gets: [
        [0, 'a'],
        [late, 'a'],
      ],
      loads: [{ key: 'a', forMs }],
    };
  },
);

/** A get at exactly the end of a loaded value, or later. */
export const loadedEdge = overlapping(
  'loaded-edge',
  ['read-through'],
  () => [
    {
      gets: [
        [0, 'a'],
        [115, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15 }],
    },
    {
      gets: [
        [0, 'a'],
        [500, 'a'],
        [520, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15 }],
    },
  ],
  (draw) => {
    const ttlMs = draw.oneOf([100, 10, 1000]);
    const forMs = drawForMs(draw);
    const late = forMs + ttlMs + draw.oneOf([0, 5, 500]);
    return {
      options: { ttlMs },
      gets: [
        [0, 'a'],
        [late, 'a'],
        [late + 22, 'a'],
      ],
      loads: [{ key: 'a', forMs }],
    };
  },
);

/** Hits while a value is fresh, then a get when its time is over. */
export const hitsMeanwhile = overlapping(
  'hits-meanwhile',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [60, 'a'],
        [110, 'a'],
        [120, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15 }],
    },
  ],
  (draw) => {
    const hits = draw.list({ min: 1, max: 4 }, () => [10 * draw.integer(2, 11), 'a'] as const);
    return { gets: [[0, 'a'], ...hits, [draw.oneOf([120, 130, 160]), 'a']], loads: [{ key: 'a', forMs: 15 }] };
  },
);

/** Loads that answer what looks like nothing, or has parts. */
export const oddLoads = overlapping(
  'odd-loads',
  LOADING,
  () =>
    [...FALSY, ...OBJECTS].map((odd) => ({
      gets: [
        [0, 'a'],
        [20, 'a'],
      ],
      loads: [{ key: 'a', forMs: 15, with: odd }],
    })),
  (draw) => {
    const odd = draw.oneOf([...FALSY, ...OBJECTS]);
    return {
      gets: [
        [0, 'a'],
        [0, 'a'],
        [40, 'a'],
        [60, 'a'],
      ],
      loads: [{ key: 'a', forMs: 35, with: odd }],
    };
  },
);

/** Loads that ask the cache for other keys. */
export const loadsAsk = overlapping(
  'loads-ask',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [50, 'a'],
        [60, 'b'],
      ],
      loads: [
        { key: 'a', forMs: 15, asks: 'b' },
        { key: 'b', forMs: 15 },
      ],
    },
  ],
  (draw) => ({
    gets: [
      [0, draw.oneOf(['a', 'b'])],
      [10, 'a'],
      [10, 'c'],
      [90, 'a'],
      [100, 'b'],
    ],
    loads: [
      { key: 'a', forMs: 15, asks: 'b' },
      { key: 'b', forMs: draw.oneOf([15, 35]) },
      { key: 'c', forMs: 5, asks: draw.oneOf(['b', 'd']) },
      { key: 'd', forMs: 15 },
    ],
  }),
);

/** Keys that are easily confused, loaded and asked for again. */
export const anyLoadedKey = overlapping(
  'any-loaded-key',
  LOADING,
  () => [{ gets: [...ODD_KEYS, ...ODD_KEYS].map((key, index) => [index < ODD_KEYS.length ? 0 : 20, key] as const) }],
  (draw) => ({ gets: draw.list({ min: 1, max: 8 }, () => [10 * draw.integer(0, 8), draw.oneOf(ODD_KEYS)] as const) }),
);

/** Two caches with loads of their own, asked for the same keys. */
export const twoLoading: Scenario<Plan> = {
  id: 'two-loading-caches',
  rungs: LOADING,
  samples: (rung) => [
    {
      caches: [loading(rung), loading(rung)],
      gets: [
        { atMs: 0, key: 'a' },
        { atMs: 10, key: 'a', cache: 1 },
        { atMs: 40, key: 'a' },
        { atMs: 50, key: 'a', cache: 1 },
      ],
      loads: [{ key: 'a', forMs: 15 }],
    },
  ],
  input(draw, rung) {
    const gets = draw.list({ min: 2, max: 8 }, () => ({
      atMs: 10 * draw.integer(0, 8),
      key: draw.oneOf(['a', 'b']),
      cache: draw.integer(0, 1),
    }));
    return {
      caches: [loading(rung), loading(rung, { capacity: 3 })],
      gets,
      loads: [{ key: 'a', forMs: drawForMs(draw) }],
    };
  },
  run: ask,
};
