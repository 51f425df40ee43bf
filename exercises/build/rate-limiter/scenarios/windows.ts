/** One key and its windows. */
import type { Scenario } from 'drydock';
import {
  ONE_LIMIT,
  SHARP,
  type Traffic,
  drawOffsets,
  drawOptions,
  drawStart,
  run,
  runInTime,
  traffic,
} from './traffic';

export const oneWindow: Scenario<Traffic> = {
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
export const otherClocks: Scenario<Traffic> = {
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
export const quietKey: Scenario<Traffic> = {
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
export const windowEdge: Scenario<Traffic> = {
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
export const anyStart: Scenario<Traffic> = {
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
export const refusals: Scenario<Traffic> = {
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
export const sameInstant: Scenario<Traffic> = {
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
export const fromZero: Scenario<Traffic> = {
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
