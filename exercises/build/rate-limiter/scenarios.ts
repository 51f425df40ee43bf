/**
 * Traffic, one situation a scenario, so that a rule's name says what went wrong. Where a scenario is not about the end of
 * a window, its windows begin at multiples of their length and no request falls on an end: a limiter that gets only that
 * wrong passes there, and is told so by the rule that is about it.
 */
import type { Draw, Outcome, Scenario, ScenariosModule, Stage } from 'drydock';
import type { CreateLimiter, Limiter, LimiterOptions } from './contract';

/** What is done to the program: limiters are made in order, then each request is put to one of them. */
export type Traffic = {
  readonly limiters: readonly { readonly limit: number; readonly windowMs: number }[];
  readonly requests: readonly Request[];
};

type Request = {
  /** Index into `limiters`. */
  readonly limiter: number;
  readonly key: string;
  readonly nowMs: number;
  /** Virtual milliseconds that pass before it, whatever `nowMs` says. */
  readonly waitMs?: number;
};

/** One key, one limit: `user-and-ip` has traffic of its own. */
const ONE_LIMIT = ['fixed-window', 'sliding-log', 'sliding-counter', 'bounded-keys'];
/** Where a window, or a request in it, ends all at once. */
const SHARP = ['fixed-window', 'sliding-log', 'bounded-keys'];
const MAX_NOW_MS = 2 ** 52;

/** Makes the limiters; one that could not be made gets no requests. */
function make(stage: Stage, options: LimiterOptions): Limiter | undefined {
  const { createLimiter } = stage.exports as { createLimiter: CreateLimiter };
  const made = stage.call('createLimiter', [{ ...options }], () => createLimiter({ ...options }));
  const isMade = made.ok && (typeof made.value === 'object' || typeof made.value === 'function') && made.value !== null;
  return isMade ? (made.value as Limiter) : undefined;
}

function ask(stage: Stage, limiter: Limiter, { key, nowMs }: Request): Outcome {
  return stage.call('allow', [key, nowMs], () => {
    if (typeof limiter.allow !== 'function') throw new TypeError('the limiter has no method allow');
    return limiter.allow(key, nowMs);
  });
}

function run(stage: Stage, { limiters, requests }: Traffic): void {
  const made = limiters.map((options) => make(stage, options));
  for (const request of requests) {
    const limiter = made[request.limiter];
    if (limiter !== undefined) ask(stage, limiter, request);
  }
}

async function runInTime(stage: Stage, { limiters, requests }: Traffic): Promise<void> {
  const made = limiters.map((options) => make(stage, options));
  for (const request of requests) {
    const limiter = made[request.limiter];
    if (request.waitMs) await stage.sleep(request.waitMs);
    if (limiter !== undefined) ask(stage, limiter, request);
  }
}

/** Requests of one key to one limiter. */
function traffic(options: { limit: number; windowMs: number }, times: readonly number[], key = 'a'): Traffic {
  return { limiters: [options], requests: times.map((nowMs) => ({ limiter: 0, key, nowMs })) };
}

const WINDOWS_MS = [100, 1000, 60_000, 250, 3_600_000];

/** The simplest first: a counterexample shrinks to limit 1 and 100 ms. */
function drawOptions(draw: Draw): { limit: number; windowMs: number } {
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
function drawStart(draw: Draw, windowMs: number): number {
  return windowMs * draw.integer(1, 50);
}

/**
 * Rising offsets from 0, all less than `spanMs`, for `count` requests and `more` of them drawn; where the span is too
 * short for all of them, fewer.
 */
function drawOffsets(draw: Draw, spanMs: number, count: number, more: number): number[] {
  const gapMs = Math.max(1, Math.floor((spanMs - 1) / (count + more)));
  let atMs = 0;
  const offsets = [0, ...draw.list({ min: count - 1, max: count + more - 1 }, () => (atMs += draw.integer(1, gapMs)))];
  return offsets.filter((offset) => offset < spanMs);
}

const oneWindow: Scenario<Traffic> = {
  id: 'one-window',
  rungs: ONE_LIMIT,
  samples: () => [
    traffic({ limit: 3, windowMs: 1000 }, [1000, 1200, 1400, 1600, 1999]),
    traffic({ limit: 1, windowMs: 60_000 }, [60_000, 60_001]),
    // More than a byte counts.
    traffic(
      { limit: 300, windowMs: 60_000 },
      Array.from({ length: 302 }, (_, index) => 60_000 + 100 * index),
    ),
  ],
  input(draw) {
    const options = drawOptions(draw);
    const startMs = drawStart(draw, options.windowMs);
    const offsets = drawOffsets(draw, options.windowMs, 1, options.limit + 3);
    return traffic(
      options,
      offsets.map((offset) => startMs + offset),
    );
  },
  run,
};

/** One key's requests inside one window, while virtual time passes that has nothing to do with `nowMs`. */
const otherClocks: Scenario<Traffic> = {
  id: 'other-clocks',
  rungs: ONE_LIMIT,
  samples: () => [waiting(traffic({ limit: 2, windowMs: 100 }, [500, 510, 520]), 250)],
  input(draw) {
    const options = drawOptions(draw);
    const waitMs = options.windowMs * draw.integer(1, 3);
    const startMs = drawStart(draw, options.windowMs);
    const offsets = drawOffsets(draw, options.windowMs, options.limit + 1, 3);
    const times = offsets.map((offset) => startMs + offset);
    return waiting(traffic(options, times), waitMs);
  },
  run: runInTime,
};

function waiting({ limiters, requests }: Traffic, waitMs: number): Traffic {
  return { limiters, requests: requests.map((request) => ({ ...request, waitMs })) };
}

/** A burst, silence of several windows, a burst. */
const quietKey: Scenario<Traffic> = {
  id: 'quiet-key',
  rungs: ONE_LIMIT,
  samples: () => [traffic({ limit: 2, windowMs: 1000 }, [1000, 1100, 1200, 9000, 9100, 9200])],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    let startMs = drawStart(draw, windowMs);
    const bursts = draw.list({ min: 2, max: 4 }, () => {
      const burst = drawOffsets(draw, windowMs, limit, 2).map((offset) => startMs + offset);
      startMs += windowMs * draw.integer(2, 100);
      return burst;
    });
    return traffic(options, bursts.flat());
  },
  run,
};

/** The same offsets in window after window: each request comes exactly one window after another. */
const windowEdge: Scenario<Traffic> = {
  id: 'window-edge',
  rungs: SHARP,
  samples: () => [
    traffic({ limit: 3, windowMs: 1000 }, [2000, 2200, 2400, 3000, 3200, 3400]),
    traffic({ limit: 1, windowMs: 1 }, [7, 8, 9]),
  ],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    const startMs = drawStart(draw, windowMs);
    const offsets = drawOffsets(draw, windowMs - 1, limit, 2);
    const rounds = draw.list({ min: 1, max: 3 }, (round) => {
      const times = offsets.map((offset) => startMs + round * windowMs + offset);
      // One millisecond before the end: still the same window, and still full.
      return draw.boolean(0.3) ? [...times, startMs + (round + 1) * windowMs - 1] : times;
    });
    const last = startMs + rounds.length * windowMs;
    return traffic(options, [...rounds.flat(), last]);
  },
  run,
};

/** Windows that begin anywhere. No two requests are exactly one window apart. */
const anyStart: Scenario<Traffic> = {
  id: 'any-start',
  rungs: ONE_LIMIT,
  samples: () => [
    traffic({ limit: 2, windowMs: 1000 }, [1700, 1900, 2100, 2600, 2750, 2800, 3650]),
    traffic({ limit: 3, windowMs: 100 }, [950, 990, 1010, 1045, 1060, 1095, 1120, 1130]),
  ],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    let nowMs = drawStart(draw, windowMs) + draw.integer(1, windowMs - 1);
    const times = [nowMs];
    const gapsMs = [Math.ceil(windowMs / (limit + 1)), Math.max(1, Math.floor(windowMs / (3 * limit))), windowMs - 1];
    draw.list({ min: 1, max: 3 * limit + 6 }, () => {
      nowMs += draw.integer(1, draw.oneOf(gapsMs));
      while (times.includes(nowMs - windowMs)) nowMs += 1;
      times.push(nowMs);
    });
    return traffic(options, times);
  },
  run,
};

/** A window filled at its beginning, refused requests up to its end, and requests soon after the end. */
const refusals: Scenario<Traffic> = {
  id: 'refusals',
  rungs: ONE_LIMIT,
  samples: () => [traffic({ limit: 2, windowMs: 1000 }, [1000, 1010, 1300, 1990, 2020, 2030, 2040])],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    const startMs = drawStart(draw, windowMs);
    const fill = Array.from({ length: limit }, (_, index) => startMs + index);
    const refused = drawOffsets(draw, windowMs - limit, 1, 5).map((offset) => startMs + limit + offset);
    const nextMs = startMs + windowMs + limit;
    const after = drawOffsets(draw, windowMs - limit, 1, limit + 2).map((offset) => nextMs + offset);
    return traffic(options, [...fill, ...refused, ...after]);
  },
  run,
};

/** Bursts within one millisecond. */
const sameInstant: Scenario<Traffic> = {
  id: 'same-instant',
  rungs: ONE_LIMIT,
  samples: () => [
    traffic({ limit: 3, windowMs: 1000 }, [1000, 1000, 1000, 1000, 3000, 3000, 3000, 3000]),
    traffic({ limit: 2, windowMs: 1 }, [5, 5, 5, 6, 6, 6]),
  ],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    let startMs = drawStart(draw, windowMs);
    const windows = draw.list({ min: 1, max: 3 }, () => {
      const instants = drawOffsets(draw, windowMs, 1, 2).map((offset) => startMs + offset);
      startMs += 2 * windowMs;
      return instants.flatMap((nowMs) => draw.list({ min: 2, max: limit + 2 }, () => nowMs));
    });
    return traffic(options, windows.flat());
  },
  run,
};

/** The first request at 0. */
const fromZero: Scenario<Traffic> = {
  id: 'from-zero',
  rungs: ONE_LIMIT,
  samples: () => [traffic({ limit: 2, windowMs: 1000 }, [0, 1, 2, 999, 2000, 2500, 2999])],
  input(draw) {
    const options = drawOptions(draw);
    const { limit, windowMs } = options;
    const first = drawOffsets(draw, windowMs, limit + 1, 3);
    const later = drawOffsets(draw, windowMs, 1, limit).map((offset) => 2 * windowMs + offset);
    return traffic(options, draw.boolean() ? [...first, ...later] : first);
  },
  run,
};

/** Keys with names that nothing could confuse, in one stream. */
const manyKeys: Scenario<Traffic> = {
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

const anyKey: Scenario<Traffic> = {
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
const twoLimiters: Scenario<Traffic> = {
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
const largeTimes: Scenario<Traffic> = {
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

/** A full window, and requests all over the next one: what is left of the first still weighs. */
const weighted: Scenario<Traffic> = {
  id: 'weighted',
  rungs: ['sliding-counter'],
  samples: () => [
    traffic({ limit: 4, windowMs: 1000 }, [1000, 1100, 1200, 1300, 2000, 2250, 2251, 2500, 2501, 2750, 2751]),
    traffic(
      { limit: 10, windowMs: 1000 },
      Array.from({ length: 20 }, (_, index) => 2000 + 100 * index),
    ),
  ],
  input(draw) {
    const { limit, windowMs } = drawOptions(draw);
    const startMs = drawStart(draw, windowMs);
    // No request of the first window is refused: what refusals do is another rule's.
    const first = drawOffsets(draw, windowMs, limit, 0).map((offset) => startMs + offset);
    const second = drawOffsets(draw, windowMs, limit, limit + 4).map((offset) => startMs + windowMs + offset);
    return traffic({ limit, windowMs }, [...first, ...second]);
  },
  run,
};

/** Requests at which the weighed count is the limit exactly, and a millisecond later. Lengths that no binary fraction has. */
const exactWeights: Scenario<Traffic> = {
  id: 'exact-weights',
  rungs: ['sliding-counter'],
  samples: () => [
    exactly(3, 3, 1),
    exactly(10, 10, 3),
    // 50 · (1 − 34 / 100) + 17 is 49.99999999999999 in binary.
    exactly(50, 100, 17),
    exactly(60, 60_000, 25),
    exactly(6, 1_000_000_000, 2),
    exactly(7, 999_999_999, 3),
    // Late: products of these pass 2^53 only where nowMs itself is multiplied.
    {
      ...exactly(10, 10, 3),
      requests: exactly(10, 10, 3).requests.map((one) => ({ ...one, nowMs: one.nowMs + 2 ** 51 - (2 ** 51 % 10) })),
    },
  ],
  input(draw) {
    if (draw.boolean(0.2)) return exactly(50, draw.oneOf([100, 1000, 60_000, 1_000_000_000]), 17);
    const limit = draw.integer(2, 12);
    const windowMs = limit * draw.oneOf([1, 3, 7, 9, 11, 13, 1001, 83_333_333]);
    return exactly(limit, windowMs, draw.integer(1, limit - 1));
  },
  run,
};

/**
 * Fills a window at its start, and asks in the next one where `limit · (windowMs − w)` is a whole number of windows below
 * the limit: equal is full, one millisecond later there is room.
 */
function exactly(limit: number, windowMs: number, part: number): Traffic {
  const startMs = 2 * windowMs;
  const fill = Array.from({ length: limit }, () => startMs);
  // At w with limit · w = part · windowMs exactly `part` fit; where that is no whole millisecond, around it.
  const at = startMs + windowMs + Math.floor((part * windowMs) / limit);
  const ask = [at, at + 1].flatMap((nowMs) => Array.from({ length: part + 1 }, () => nowMs));
  return traffic({ limit, windowMs }, [...fill, ...ask]);
}

/** Late times for a counter: windows of up to 1e9 ms, and times up to 2^52. */
const lateWindows: Scenario<Traffic> = {
  id: 'late-windows',
  rungs: ['sliding-counter'],
  samples: () => [
    traffic({ limit: 2, windowMs: 1000 }, [2 ** 32 - 600, 2 ** 32 - 500, 2 ** 32 + 100, 2 ** 32 + 700, 2 ** 32 + 900]),
    // Window 2^31 of that length.
    traffic(
      { limit: 2, windowMs: 1000 },
      [-200, -100, 100, 150].map((offset) => 2 ** 31 * 1000 + offset),
    ),
    traffic({ limit: 1, windowMs: 1_000_000_000 }, [2 ** 52 - 1_500_000_000, 2 ** 52 - 1, 2 ** 52]),
  ],
  input(draw) {
    const limit = draw.integer(1, 4);
    const windowMs = draw.oneOf([1000, 1001, 86_400_000, 999_999_937, 1_000_000_000]);
    const cliff = draw.oneOf([2 ** 31, 2 ** 32, 1_700_000_000_000, 2 ** 45, 2 ** 51, MAX_NOW_MS - 4 * windowMs]);
    let nowMs = Math.max(0, cliff - windowMs);
    const times = draw.list({ min: limit + 1, max: 3 * limit + 6 }, () => {
      return (nowMs += draw.oneOf([1, Math.ceil(windowMs / 7), Math.ceil(windowMs / 3), windowMs - 1]));
    });
    return traffic(
      { limit, windowMs },
      times.filter((time) => time <= MAX_NOW_MS),
    );
  },
  run,
};

/** Keys whose windows have ended, then others: what is still held? */
const manyGone: Scenario<Crowd> = {
  id: 'many-gone',
  rungs: ['bounded-keys'],
  samples: () => [
    { gone: 3000, live: 1, atMs: 5000 },
    { gone: 2000, live: 100, atMs: 2600 },
  ],
  input: (draw) => ({ gone: draw.integer(200, 400), live: draw.integer(1, 30), atMs: draw.integer(2510, 9000) }),
  run(stage, { gone, live, atMs }) {
    const limiter = make(stage, { limit: 2, windowMs: 1000 });
    if (limiter === undefined) return;
    // The first key comes back while the windows of the others are still open: its next one ends after theirs.
    limiter.allow('first', 1000);
    for (let index = 0; index < gone; index += 1) limiter.allow(`gone${index}`, 1500 + (index % 7));
    limiter.allow('first', 2010);
    stage.watchMemory();
    for (let index = 0; index < live; index += 1) limiter.allow(`live${index}`, atMs);
    stage.retained(live + 1, limiter);
    for (let index = 0; index < live; index += 1) limiter.allow(`live${index}`, atMs + 200);
    stage.retained(live + 1, limiter);
  },
};

/** How many keys were there, and how many are. */
export type Crowd = { readonly gone: number; readonly live: number; readonly atMs: number };

/** Calls counted in steps, with more and more keys; half of them when the windows of the others have ended. */
const costOfACall: Scenario<Sizes> = {
  id: 'cost-of-a-call',
  rungs: ONE_LIMIT,
  samples: () => [{ sizes: [64, 256, 1024] }],
  // Counts are exact: one run tells all.
  input: () => ({ sizes: [] }),
  run(stage, { sizes }) {
    for (const size of sizes) {
      const limiter = make(stage, { limit: 5, windowMs: 1000 });
      if (limiter === undefined) return;
      const calls = (prefix: string, nowMs: number): void => {
        for (let index = 0; index < size; index += 1) limiter.allow(`${prefix}${index}`, nowMs);
      };
      stage.measure('allow', size, () => (calls('a', 1000), calls('b', 4000)), 2 * size);
    }
  },
};

/** Numbers of keys. */
export type Sizes = { readonly sizes: readonly number[] };

/** Cheap and telling ones first. */
export const scenarios: ScenariosModule['scenarios'] = [
  oneWindow,
  otherClocks,
  quietKey,
  windowEdge,
  anyStart,
  refusals,
  sameInstant,
  fromZero,
  manyKeys,
  anyKey,
  twoLimiters,
  largeTimes,
  weighted,
  exactWeights,
  lateWindows,
  manyGone,
  costOfACall,
  ...userAndIpScenarios(),
];

// Two limits at once.

/** What is done to limiters of two limits. */
export type Visits = {
  readonly options: { readonly user: Limit; readonly ip: Limit };
  readonly visits: readonly Visit[];
  /** How many limiters take turns. Default 1. */
  readonly limiters?: number;
};

type Limit = { readonly limit: number; readonly windowMs: number };
type Visit = { readonly user: string | null; readonly ip: string; readonly nowMs: number };
type CreateBoth = (options: Visits['options']) => {
  allow(who: { user: string | null; ip: string }, nowMs: number): boolean;
};

function visit(stage: Stage, { options, visits, limiters = 1 }: Visits): void {
  const { createLimiter } = stage.exports as { createLimiter: CreateBoth };
  const made = Array.from({ length: limiters }, () => {
    const copy = { user: { ...options.user }, ip: { ...options.ip } };
    return stage.call('createLimiter', [{ ...options }], () => createLimiter(copy));
  });
  for (const [index, { user, ip, nowMs }] of visits.entries()) {
    const limiter = made[index % limiters];
    if (limiter?.ok !== true || typeof limiter.value !== 'object' || limiter.value === null) continue;
    const { value } = limiter as { value: ReturnType<CreateBoth> };
    stage.call('allow', [{ user, ip }, nowMs], () => value.allow({ user, ip }, nowMs));
  }
}

function both(userLimit: number, ipLimit: number, userMs = 1000, ipMs = userMs): Visits['options'] {
  return { user: { limit: userLimit, windowMs: userMs }, ip: { limit: ipLimit, windowMs: ipMs } };
}

function userAndIpScenarios(): readonly Scenario<Visits>[] {
  const scenario = (id: string, samples: readonly Visits[], input: (draw: Draw) => Visits): Scenario<Visits> => ({
    id,
    rungs: ['user-and-ip'],
    samples: () => samples,
    input,
    run: visit,
  });
  const visits = (draw: Draw, users: readonly (string | null)[], ips: readonly string[], spanMs: number): Visit[] => {
    let nowMs = 1000 * draw.integer(1, 5);
    return draw.list({ min: 2, max: 20 }, () => ({
      user: draw.oneOf(users),
      ip: draw.oneOf(ips),
      nowMs: (nowMs += draw.integer(1, Math.max(1, Math.floor(spanMs / 20)))),
    }));
  };
  const at = (times: readonly number[], user: string | null, ip: string): Visit[] =>
    times.map((nowMs) => ({ user, ip, nowMs }));
  return [
    scenario('one-person', [{ options: both(2, 9), visits: at([1000, 1100, 1200, 1300], 'ada', 'x') }], (draw) => ({
      options: both(draw.integer(1, 4), 99),
      visits: visits(draw, ['ada'], ['x', 'y', 'z'], 1000),
    })),
    scenario(
      'one-address',
      [
        {
          options: both(9, 2),
          visits: [...at([1000], 'ada', 'x'), ...at([1100], 'bob', 'x'), ...at([1200], 'cy', 'x')],
        },
      ],
      (draw) => ({ options: both(99, draw.integer(1, 4)), visits: visits(draw, ['ada', 'bob', 'cy'], ['x'], 1000) }),
    ),
    scenario('signed-out', [{ options: both(1, 3), visits: at([1000, 1001, 1002, 1003], null, 'x') }], (draw) => ({
      options: both(1, draw.integer(2, 5)),
      visits: visits(draw, [null], ['x', 'y'], 1000),
    })),
    scenario(
      'refused-by-one',
      [
        // The address is full: the user must keep the whole limit. And the other way round.
        {
          options: both(2, 1),
          visits: [
            ...at([1000], 'bob', 'x'),
            ...at([1001, 1002], 'ada', 'x'),
            ...at([1003], 'ada', 'y'),
            ...at([1004], 'ada', 'z'),
          ],
        },
        {
          options: both(1, 2),
          visits: [
            ...at([1000], 'ada', 'x'),
            ...at([1001, 1002], 'ada', 'y'),
            ...at([1003], 'bob', 'y'),
            ...at([1004], 'cy', 'y'),
          ],
        },
      ],
      (draw) => ({
        options: both(draw.integer(1, 3), draw.integer(1, 3)),
        visits: visits(draw, ['ada', 'bob', 'cy', null], ['x', 'y', 'z'], 1000),
      }),
    ),
    scenario(
      'refusal-and-windows',
      [
        // Refused at 1500 by the user: an address's window opened there would have ended at 2150.
        {
          options: both(1, 1, 1000, 600),
          visits: [
            ...at([1000], 'ada', 'x'),
            ...at([1500], 'ada', 'y'),
            ...at([1700], 'bob', 'y'),
            ...at([2150], 'cy', 'y'),
          ],
        },
        // Refused at 1500 by the address: a user window opened there would still be full at 2400.
        {
          options: both(1, 1, 1000, 600),
          visits: [
            ...at([1000], 'bob', 'x'),
            ...at([1500], 'ada', 'x'),
            ...at([1700], 'ada', 'y'),
            ...at([2650], 'ada', 'z'),
            ...at([2700], 'ada', 'w'),
          ],
        },
      ],
      (draw) => {
        const [userMs, ipMs] = draw.oneOf([
          [1000, 300],
          [300, 1000],
          [1000, 1700],
        ] as const);
        const options = both(draw.integer(1, 2), draw.integer(1, 2), userMs, ipMs);
        return { options, visits: visits(draw, ['ada', 'bob', null], ['x', 'y'], 5000) };
      },
    ),
    scenario(
      'edges-of-both',
      [
        { options: both(1, 9, 1000, 400), visits: at([1000, 1999, 2000, 2999, 3000], 'ada', 'x') },
        { options: both(9, 1, 1000, 400), visits: at([1000, 1399, 1400, 1799, 1800], 'ada', 'x') },
      ],
      (draw) => {
        const windowMs = draw.oneOf([100, 1000]);
        const isUser = draw.boolean();
        const options = isUser ? both(1, 99, windowMs, 77) : both(99, 1, 77, windowMs);
        let nowMs = 1000;
        const times = draw.list({ min: 2, max: 8 }, () => (nowMs += draw.oneOf([windowMs, windowMs - 1, 1])));
        return { options, visits: at([1000, ...times], isUser ? 'ada' : null, 'x') };
      },
    ),
    scenario(
      'same-names',
      [
        {
          options: both(1, 1),
          visits: [
            ...at([1000], 'x', 'y'),
            ...at([1001], 'y', 'x'),
            ...at([1002], null, 'null'),
            ...at([1003], 'null', 'z'),
          ],
        },
        {
          options: both(1, 9),
          visits: [
            ...at([1000], '', 'x'),
            ...at([1001], null, 'x'),
            ...at([1002], '', 'x'),
            ...at([1003], '__proto__', 'x'),
            ...at([1004], '__proto__', 'x'),
            ...at([1005], 'constructor', 'x'),
          ],
        },
        {
          options: both(9, 1),
          visits: [
            ...at([1000], null, ''),
            ...at([1001], null, '__proto__'),
            ...at([1002], null, '__proto__'),
            ...at([1003], null, ''),
          ],
        },
        {
          options: both(1, 1),
          visits: [
            ...at([1000], 'a:b', 'c'),
            ...at([1001], 'a', 'b:c'),
            ...at([1002], 'user:a', 'd'),
            ...at([1003], null, 'user:a'),
          ],
        },
      ],
      (draw) => {
        const names = draw.oneOf([
          ['x', 'y'],
          ['', 'null', 'undefined'],
          ['__proto__', 'constructor', 'toString'],
          ['a', 'A'],
          ['a:b', 'a', 'b', ':'],
        ]);
        return {
          options: both(draw.integer(1, 2), draw.integer(1, 3)),
          visits: visits(draw, [...names, null], names, 1000),
        };
      },
    ),
    scenario(
      'two-of-them',
      [{ options: both(1, 1), visits: at([1000, 1001, 1002, 1003], 'ada', 'x'), limiters: 2 }],
      (draw) => ({
        options: both(draw.integer(1, 2), draw.integer(1, 3)),
        visits: visits(draw, ['ada', null], ['x'], 1000),
        limiters: 2,
      }),
    ),
  ];
}
