import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TraceEvent } from '../types';
import { callsOf } from './calls';
import { intervalOf, marksOf, mostAtOnce, openAt, overlaps, type Interval } from './overlap';

const base = { t: 0, node: 'main', incarnation: 0 };
const trace: readonly TraceEvent[] = [
  { ...base, seq: 0, kind: 'call', op: 'submit', data: [1] },
  { ...base, seq: 1, kind: 'mark', op: 'start', data: 1 },
  { ...base, seq: 2, kind: 'call', op: 'submit', data: [2] },
  { ...base, seq: 3, kind: 'resolve', op: 'submit', cause: 0 },
  { ...base, seq: 4, kind: 'mark', op: 'end', data: 1 },
];

test('a call goes on from its event to that of its end, or for good', () => {
  expect(callsOf(trace).map(intervalOf)).toEqual([{ from: 0, to: 3 }, { from: 2 }]);
});

test('marks are found by name, in order', () => {
  expect(marksOf(trace, 'start')).toEqual([{ seq: 1, t: 0, node: 'main', op: 'start', data: 1 }]);
  expect(marksOf(trace).map(({ op }) => op)).toEqual(['start', 'end']);
});

test('what ends where another begins does not overlap it', () => {
  expect(overlaps({ from: 0, to: 3 }, { from: 2 })).toBe(true);
  expect(overlaps({ from: 0, to: 3 }, { from: 3, to: 5 })).toBe(false);
  expect(overlaps({ from: 3, to: 5 }, { from: 0, to: 3 })).toBe(false);
  expect(mostAtOnce([{ from: 0, to: 3 }, { from: 3 }])).toEqual({ count: 1, seq: 0 });
  expect(mostAtOnce([])).toEqual({ count: 0, seq: -1 });
});

test('the most at once is the greatest number open at any event, and the first such event', () => {
  const interval = fc
    .record({ from: fc.nat(20), length: fc.integer({ min: 1, max: 8 }), ends: fc.boolean() })
    .map(({ from, length, ends }): Interval => (ends ? { from, to: from + length } : { from }));
  fc.assert(
    fc.property(fc.array(interval, { minLength: 1 }), (intervals) => {
      const counts = Array.from({ length: 30 }, (_, seq) => openAt(intervals, seq).length);
      const count = Math.max(...counts);
      expect(mostAtOnce(intervals)).toEqual({ count, seq: counts.indexOf(count) });
    }),
    { seed: 1 },
  );
});
