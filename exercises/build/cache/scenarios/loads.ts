/** Loads that one waits for, or many. */
import { LOADING, drawForMs, overlapping } from './plan';
import { KEYS } from './traffic';

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
