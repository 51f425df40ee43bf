/**
 * Traffic, one situation a scenario, so that a rule's name says what went wrong. Where a scenario is not about the end of
 * a window, its windows begin at multiples of their length and no request falls on an end: a limiter that gets only that
 * wrong passes there, and is told so by the rule that is about it.
 */
import type { Draw, Outcome, Scenario, Stage } from 'drydock';
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

const BOTH = ['fixed-window', 'sliding-log'];
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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
  rungs: BOTH,
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

/** Cheap and telling ones first. */
export const scenarios: readonly Scenario<Traffic>[] = [
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
];
