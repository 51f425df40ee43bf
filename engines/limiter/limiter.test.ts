import { describe, expect, test } from 'vitest';
import { createFixedWindowLimiter, createSlidingLogLimiter, heldWindow } from './index';

const answers = (
  create: typeof createFixedWindowLimiter,
  options: { limit: number; windowMs: number },
  times: readonly number[],
): readonly boolean[] => {
  const limiter = create(options);
  return times.map((nowMs) => limiter.allow('a', nowMs));
};

describe('a fixed window', () => {
  test('ends exactly windowMs after the request that opened it', () => {
    const times = [5, 1004, 1004, 1005, 2004, 2005];
    expect(answers(createFixedWindowLimiter, { limit: 2, windowMs: 1000 }, times)).toEqual([
      true,
      true,
      false,
      true,
      true,
      true,
    ]);
  });

  test('opens anew where the next request is, however late', () => {
    expect(answers(createFixedWindowLimiter, { limit: 1, windowMs: 10 }, [0, 55, 64, 65])).toEqual([
      true,
      true,
      false,
      true,
    ]);
  });
});

describe('a sliding log', () => {
  test('lets each request go exactly windowMs after it came', () => {
    const times = [0, 200, 400, 999, 1000, 1199, 1200];
    expect(answers(createSlidingLogLimiter, { limit: 3, windowMs: 1000 }, times)).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  test('admits no more than the limit in any window, counted by definition', () => {
    const times = Array.from({ length: 400 }, (_, index) =>
      Math.floor((index * index * 7) / 50) % 3 === 0 ? index * 3 : index * 3 + 1,
    );
    const admitted: number[] = [];
    const limiter = createSlidingLogLimiter({ limit: 4, windowMs: 25 });
    for (const nowMs of times) {
      const expected = admitted.filter((at) => at > nowMs - 25).length < 4;
      expect(limiter.allow('a', nowMs)).toBe(expected);
      if (expected) admitted.push(nowMs);
    }
  });
});

test.each([
  [0, 10, 'limit must be an integer ≥ 1, got 0'],
  [1.5, 10, 'limit must be an integer ≥ 1, got 1.5'],
  [1, 0, 'windowMs must be an integer ≥ 1, got 0'],
])('limit %d and windowMs %d are refused', (limit, windowMs, message) => {
  expect(() => createFixedWindowLimiter({ limit, windowMs })).toThrow(message);
  expect(() => createSlidingLogLimiter({ limit, windowMs })).toThrow(message);
});

describe('the window of a request', () => {
  test('fixed: holds what was admitted since it opened', () => {
    expect(heldWindow('fixed', 10, [0, 3, 12, 15], 18)).toEqual({ fromMs: 12, toMs: 22, held: [2, 3] });
    expect(heldWindow('fixed', 10, [0, 3], 10)).toEqual({ fromMs: 10, toMs: 20, held: [] });
    expect(heldWindow('fixed', 10, [], 7)).toEqual({ fromMs: 7, toMs: 17, held: [] });
  });

  test('sliding: holds what is less than a window old', () => {
    expect(heldWindow('sliding', 10, [0, 3, 12], 13)).toEqual({ fromMs: 3, toMs: 13, held: [2] });
  });
});
