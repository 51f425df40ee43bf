import { describe, expect, test } from 'vitest';
import {
  createAlignedWindowLimiter,
  createFixedWindowLimiter,
  createSlidingCounterLimiter,
  createSlidingLogLimiter,
  createUserAndIpLimiter,
  heldWindow,
} from './index';

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

describe('a window of the clock', () => {
  test('stands at multiples of its length', () => {
    expect(answers(createAlignedWindowLimiter, { limit: 1, windowMs: 100 }, [95, 99, 100, 199, 200])).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(heldWindow('aligned', 100, [95, 101], 150)).toEqual({ fromMs: 100, toMs: 200, held: [1] });
  });
});

describe('a sliding counter', () => {
  test('weighs the window before by what is left of it, in whole numbers', () => {
    // 3 · (10 − w) + current · 10 < 30: at w = 0 none, at w = 1 one, at w = 3 still 3 · 7 + 10 = 31, at w = 4 28.
    const times = [5, 6, 7, 10, 11, 11, 13, 14];
    expect(answers(createSlidingCounterLimiter, { limit: 3, windowMs: 10 }, times)).toEqual([
      true,
      true,
      true,
      false,
      true,
      false,
      false,
      true,
    ]);
  });

  test('forgets what is older than the window before', () => {
    expect(answers(createSlidingCounterLimiter, { limit: 1, windowMs: 10 }, [5, 25, 26])).toEqual([true, true, false]);
  });
});

test('a log that counts refusals is prolonged by them', () => {
  const create = (options: { limit: number; windowMs: number }) =>
    createSlidingLogLimiter({ ...options, countsRefused: true });
  expect(answers(create, { limit: 1, windowMs: 10 }, [0, 9, 18, 28])).toEqual([true, false, false, true]);
});

describe('two limits at once', () => {
  const who = (user: string | null, ip: string) => ({ user, ip });
  test('admit together, and a refusal touches neither', () => {
    const limiter = createUserAndIpLimiter({ user: { limit: 1, windowMs: 100 }, ip: { limit: 2, windowMs: 50 } });
    expect(limiter.allow(who('ada', 'x'), 0)).toBe(true);
    expect(limiter.allow(who('ada', 'y'), 10)).toBe(false);
    expect([20, 20, 20].map((at) => limiter.allow(who(null, 'y'), at))).toEqual([true, true, false]);
    expect(limiter.allow(who('x', 'z'), 30)).toBe(true);
    expect(limiter.allow(who('ada', 'z'), 100)).toBe(true);
  });
});
