/** Odd keys and values, loads that ask the cache themselves, two caches. */
import type { Scenario } from 'drydock';
import { LOADING, type Plan, ask, drawForMs, loading, overlapping } from './plan';
import { ODD_KEYS } from './traffic';
import { FALSY, OBJECTS } from './values';

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
