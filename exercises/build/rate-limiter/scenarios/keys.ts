/** Many keys, many limiters, any time. */
import type { Draw, Scenario } from 'drydock';
import {
  MAX_NOW_MS,
  ONE_LIMIT,
  type Request,
  SHARP,
  type Traffic,
  drawOffsets,
  drawOptions,
  drawStart,
  run,
  traffic,
} from './traffic';

/** Keys with names that nothing could confuse, in one stream. */
export const manyKeys: Scenario<Traffic> = {
  id: 'many-keys',
  rungs: ONE_LIMIT,
  samples: () => [
    {
      limiters: [{ limit: 1, windowMs: 1000 }],
      requests: [
        { limiter: 0, key: 'a', nowMs: 1000 },
        { limiter: 0, key: 'b', nowMs: 1700 },
        { limiter: 0, key: 'a', nowMs: 2300 },
        { limiter: 0, key: 'b', nowMs: 2600 },
      ],
    },
    // Two keys over the end of a window.
    {
      limiters: [{ limit: 2, windowMs: 1000 }],
      requests: [
        ['a', 1000],
        ['a', 1001],
        ['b', 1002],
        ['a', 2100],
        ['b', 2110],
        ['a', 2200],
      ].map(([key, nowMs]) => ({ limiter: 0, key: String(key), nowMs: Number(nowMs) })),
    },
    // Enough keys to pass the bound of a small cache: nothing may be forgotten while its window is open.
    crowd(1050),
  ],
  input(draw) {
    const options = drawOptions(draw);
    const keys = ['a', 'b', 'c', 'd'].slice(0, draw.integer(2, 4));
    return { limiters: [options], requests: interleaved(draw, options.windowMs, () => [0, draw.oneOf(keys)]) };
  },
  run,
};

function crowd(size: number): Traffic {
  const keys = ['a', ...Array.from({ length: size }, (_, index) => `k${index}`), 'a'];
  return {
    limiters: [{ limit: 1, windowMs: 60_000 }],
    requests: keys.map((key, index) => ({ limiter: 0, key, nowMs: 60_000 + index })),
  };
}

/** One stream over three windows or so; two requests of one key are never exactly one window apart. */
function interleaved(draw: Draw, windowMs: number, next: () => readonly [limiter: number, key: string]): Request[] {
  let nowMs = drawStart(draw, windowMs);
  const times = new Set<number>();
  return draw.list({ min: 2, max: 24 }, () => {
    const [limiter, key] = next();
    nowMs += draw.integer(1, draw.oneOf([Math.ceil(windowMs / 20), Math.ceil(windowMs / 4), windowMs - 1]));
    while (times.has(nowMs - windowMs)) nowMs += 1;
    times.add(nowMs);
    return { limiter, key, nowMs };
  });
}

/** Keys that are taken for each other, for nothing, or for something that every object has. */
const LOOKALIKES: readonly (readonly string[])[] = [
  ['', 'a'],
  ['__proto__', 'constructor', 'a'],
  ['a', 'A'],
  ['a', ' a', 'a '],
  ['toString', 'hasOwnProperty', 'valueOf'],
  ['1', '01', '1.0', '+1'],
  ['null', 'undefined', 'NaN', 'false', '0'],
  ['\u00e9', 'e\u0301'],
  ['stra\u00dfe', 'strasse', 'STRASSE'],
  ['a:b', 'a', 'b', 'a:', ':b'],
  ['a1', 'a', '1', 'a10'],
  ['a\u0000b', 'a', 'a\u0000'],
  ['\u{1f600}', '\u{1f601}', '\ud83d'],
  // Of one hash where characters are weighed by powers of 31; of one prefix, however long it is taken.
  ['Aa', 'BB', 'AaAa', 'BBBB', 'AaBB'],
  [`${'k'.repeat(300)}1`, `${'k'.repeat(300)}2`],
];

export const anyKey: Scenario<Traffic> = {
  id: 'any-key',
  rungs: ONE_LIMIT,
  samples: () =>
    LOOKALIKES.map((keys) => ({
      limiters: [{ limit: 1, windowMs: 1000 }],
      requests: [...keys, ...keys].map((key, index) => ({ limiter: 0, key, nowMs: 1000 + index })),
    })),
  input(draw) {
    const options = drawOptions(draw);
    const keys = draw.oneOf(LOOKALIKES);
    const startMs = drawStart(draw, options.windowMs);
    const offsets = drawOffsets(draw, options.windowMs, 2, 20);
    const requests = offsets.map((offset) => ({ limiter: 0, key: draw.oneOf(keys), nowMs: startMs + offset }));
    return { limiters: [options], requests };
  },
  run,
};

/** Limiters side by side that see the same keys. */
export const twoLimiters: Scenario<Traffic> = {
  id: 'two-limiters',
  rungs: ONE_LIMIT,
  samples: () => [
    {
      limiters: [
        { limit: 1, windowMs: 1000 },
        { limit: 2, windowMs: 5000 },
      ],
      requests: [
        { limiter: 0, key: 'a', nowMs: 1000 },
        { limiter: 1, key: 'a', nowMs: 1100 },
        { limiter: 1, key: 'a', nowMs: 1200 },
        { limiter: 0, key: 'a', nowMs: 1300 },
        { limiter: 1, key: 'a', nowMs: 1400 },
      ],
    },
  ],
  input(draw) {
    const limiters = draw.list({ min: 2, max: 3 }, () => drawOptions(draw));
    const shortest = Math.min(...limiters.map(({ windowMs }) => windowMs));
    const indexes = [...limiters.keys()];
    return { limiters, requests: interleaved(draw, shortest, () => [draw.oneOf(indexes), draw.oneOf(['a', 'b'])]) };
  },
  run,
};

/** Times and windows that 32 bits, single precision or whole seconds do not hold. */
export const largeTimes: Scenario<Traffic> = {
  id: 'large-times',
  rungs: SHARP,
  samples: () => [
    traffic({ limit: 1, windowMs: 1000 }, [2 ** 31 - 500, 2 ** 31 + 100, 2 ** 31 + 600]),
    traffic({ limit: 1, windowMs: 1000 }, [2 ** 32 - 400, 2 ** 32 + 100, 2 ** 32 + 700]),
    traffic({ limit: 2, windowMs: 1001 }, [2 ** 52 - 1501, 2 ** 52 - 1500, 2 ** 52 - 501, 2 ** 52 - 499, 2 ** 52]),
    traffic({ limit: 1, windowMs: 2 ** 52 }, [0, 2 ** 52 - 1, 2 ** 52]),
    traffic({ limit: 1, windowMs: 2 ** 52 }, [2 ** 52 - 1, 2 ** 52]),
  ],
  input(draw) {
    const limit = draw.integer(1, 3);
    const windowMs = draw.oneOf([1000, 1001, 86_400_000, 2 ** 31, 2 ** 32 + 1, 2 ** 40 + 1, 2 ** 51 - 1]);
    const cliff = draw.oneOf([2 ** 31, 2 ** 32, 1_700_000_000_000, 2 ** 40, 2 ** 45, 2 ** 51, MAX_NOW_MS]);
    let nowMs = Math.max(0, cliff - draw.oneOf([1, 2, 3]) * windowMs + draw.integer(0, windowMs));
    const times = draw.list({ min: limit + 1, max: 3 * limit + 6 }, () => {
      // Steps near a part of the window, so that a fraction of it lost anywhere shows.
      const step = draw.oneOf([1, Math.ceil(windowMs / 3), windowMs - 1, windowMs, windowMs + 1]);
      return (nowMs += step);
    });
    return traffic(
      { limit, windowMs },
      times.filter((time) => time <= MAX_NOW_MS),
    );
  },
  run,
};
