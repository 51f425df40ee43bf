/** Loads that fail, and what the next get sees. */
import { LOADING, overlapping } from './plan';

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
