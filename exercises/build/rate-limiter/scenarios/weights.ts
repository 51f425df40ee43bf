/** Windows that slide: what is left of the one before. */
import type { Scenario } from 'drydock';
import { MAX_NOW_MS, type Traffic, drawOffsets, drawOptions, drawStart, run, traffic } from './traffic';

/** A full window, and requests all over the next one: what is left of the first still weighs. */
export const weighted: Scenario<Traffic> = {
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
export const exactWeights: Scenario<Traffic> = {
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
export const lateWindows: Scenario<Traffic> = {
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
