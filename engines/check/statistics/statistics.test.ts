import { describe, expect, test } from 'vitest';
import { seededChoices } from '../../kernel';
import type { Run } from '../types';
import { statistic } from './rule';
import {
  binomialLowerTail,
  binomialUpperTail,
  delayTest,
  proportionTest,
  ringBalanceTest,
  uniformityTest,
} from './tests';

/** Uniform in [0, 1), the same on every machine. */
function uniform(seed: number): () => number {
  const source = seededChoices(seed);
  return () => source.pick('u', 2 ** 30) / 2 ** 30;
}
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('binomial tails', () => {
  test('are those of small cases counted by hand', () => {
    expect(binomialUpperTail(0, 4, 0.5)).toBe(1);
    expect(binomialUpperTail(4, 4, 0.5)).toBeCloseTo(1 / 16, 12);
    expect(binomialUpperTail(3, 4, 0.5)).toBeCloseTo(5 / 16, 12);
    expect(binomialLowerTail(1, 4, 0.25)).toBeCloseTo(0.75 ** 4 + 4 * 0.25 * 0.75 ** 3, 12);
    expect(binomialUpperTail(5, 4, 0.5)).toBe(0);
    expect([binomialUpperTail(1, 3, 0), binomialUpperTail(1, 3, 1)]).toEqual([0, 1]);
  });

  test('of both sides make one, far out too', () => {
    for (const [n, p] of [
      [50, 0.3],
      [1000, 0.01],
      [5000, 0.9],
    ] as const) {
      for (const k of [1, Math.floor(n / 3), Math.floor(n * p), n - 1]) {
        expect(binomialUpperTail(k, n, p) + binomialLowerTail(k - 1, n, p)).toBeCloseTo(1, 9);
      }
    }
  });
});

describe('false alarms', () => {
  /** How often the bound falls below `level` for correct samples: never more often than that. */
  function rate(level: number, test: (next: () => number) => number): number {
    const runs = 400;
    return times(runs, (seed) => test(uniform(seed + 1))).filter((bound) => bound <= level).length / runs;
  }
  test.each<[string, (next: () => number) => number]>([
    ['proportion', (next) => proportionTest(times(200, () => next() < 0.2).filter(Boolean).length, 200, 0.2)],
    [
      'uniformity',
      (next) =>
        uniformityTest(
          tally(
            times(300, () => Math.floor(next() * 7)),
            7,
          ),
        ),
    ],
    [
      'ring balance',
      (next) =>
        ringBalanceTest(
          times(3, () => ring(next, 5, 20)),
          20,
        ),
    ],
    [
      'delays',
      (next) =>
        delayTest(
          times(200, () => Math.floor(next() * 100)),
          (ms) => Math.min(1, Math.max(0, (Math.floor(ms) + 1) / 100)),
        ),
    ],
  ])('of %s keep their bound', (_, test) => {
    expect(rate(0.2, test)).toBeLessThanOrEqual(0.2 + 0.06);
    expect(rate(0.01, test)).toBeLessThanOrEqual(0.02);
  });
});

describe('what is wrong', () => {
  const next = uniform(7);
  test('is seen: a biased share, and one within its tolerance is not', () => {
    expect(proportionTest(300, 1000, 0.2)).toBeLessThan(1e-10);
    expect(proportionTest(100, 1000, 0.2)).toBeLessThan(1e-10);
    expect(proportionTest(230, 1000, 0.2, { tolerance: 0.05 })).toBe(1);
    expect(proportionTest(400, 1000, 0.2, { tolerance: 0.05 })).toBeLessThan(1e-10);
    expect(proportionTest(0, 0, 0.5)).toBe(1);
  });
  test('is seen: a cell that is never chosen, one that is chosen twice as often', () => {
    expect(uniformityTest([250, 250, 250, 0])).toBeLessThan(1e-10);
    expect(uniformityTest([200, 200, 200, 400])).toBeLessThan(1e-10);
    expect(uniformityTest([251, 249, 240, 260])).toBeGreaterThan(0.5);
  });
  test('is seen: a ring with one place a node where a hundred were promised', () => {
    expect(
      ringBalanceTest(
        times(5, () => ring(next, 6, 1)),
        100,
      ),
    ).toBeLessThan(1e-10);
    expect(
      ringBalanceTest(
        times(5, () => ring(next, 6, 100)),
        100,
      ),
    ).toBeGreaterThan(1e-3);
    expect(ringBalanceTest([[1]], 10)).toBe(1);
  });
  test('is seen: no jitter, half of it, and a fixed offset', () => {
    const full = (ms: number): number => Math.min(1, Math.max(0, ms / 100));
    expect(
      delayTest(
        times(100, () => 100),
        full,
      ),
    ).toBeLessThan(1e-10);
    expect(
      delayTest(
        times(200, () => 50 + next() * 50),
        full,
      ),
    ).toBeLessThan(1e-10);
    expect(
      delayTest(
        times(200, () => next() * 100),
        full,
      ),
    ).toBeGreaterThan(1e-3);
  });
});

test('a rule refuses below its bound alone, and says the odds', () => {
  const head = { id: 'jitter', rungs: ['toy'], scenarios: ['s'], sentence: 'Jitters.' };
  const run: Run = {
    scenario: 's',
    rung: 'toy',
    facts: {},
    input: null,
    trace: [],
    halt: { kind: 'done', message: '' },
    reference: [],
  };
  const rule = (falseAlarm: number | undefined) =>
    statistic({
      ...head,
      sample: () => (falseAlarm === undefined ? undefined : { falseAlarm, because: 'All delays are equal.' }),
    }).check(run);
  expect(rule(undefined)).toEqual({ verdict: 'unknown' });
  expect(rule(1e-6)).toEqual({ verdict: 'pass' });
  expect(rule(3e-13)).toMatchObject({
    verdict: 'fail',
    because: 'All delays are equal. A correct program shows that once in 10^12 runs or less.',
  });
});

function tally(cells: readonly number[], count: number): number[] {
  return times(count, (cell) => cells.filter((one) => one === cell).length);
}

/** Shares of `nodes` on a ring where each has `places` random places: the arc up to a place is its node's. */
function ring(next: () => number, nodes: number, places: number): number[] {
  const points = times(nodes * places, (index) => ({ at: next(), node: index % nodes })).sort((a, b) => a.at - b.at);
  const shares = times(nodes, () => 0);
  for (const [index, { at, node }] of points.entries()) {
    const before = points[index - 1]?.at ?? (points.at(-1)?.at ?? 0) - 1;
    shares[node] = (shares[node] ?? 0) + at - before;
  }
  return shares;
}
