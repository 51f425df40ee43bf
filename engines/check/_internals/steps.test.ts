import { expect, test } from 'vitest';
import type { TraceEvent } from '../types';
import { stepsOf } from './steps';

const event = (seq: number, t: number, rest: Partial<TraceEvent> & { kind: string }): TraceEvent => ({
  seq,
  t,
  node: 'main',
  incarnation: 0,
  ...rest,
});

test('a call that ends at once is one step, one that waits is two, one that never ends says so', () => {
  const steps = stepsOf([
    event(0, 0, { kind: 'call', op: 'allow', data: ['a'] }),
    event(1, 0, { kind: 'return', op: 'allow', cause: 0, data: true }),
    event(2, 5, { kind: 'call', op: 'submit', data: [1] }),
    event(3, 5, { kind: 'timer-set' }),
    event(4, 6, { kind: 'mark', op: 'job started', data: { id: 1 } }),
    event(5, 9, { kind: 'reject', op: 'submit', cause: 2, data: { name: 'Error', message: 'no' } }),
    event(6, 9, { kind: 'call', op: 'drain', data: [] }),
  ]);
  expect(steps).toEqual([
    { seq: 1, t: 0, text: 'allow("a") returned true' },
    { seq: 2, t: 5, text: 'submit(1) is called' },
    { seq: 4, t: 6, text: 'job started: { id: 1 }' },
    { seq: 5, t: 9, text: 'submit(1), called at 5 ms, rejected with Error: no' },
    { seq: 6, t: 9, text: 'drain() is called, and never ends' },
  ]);
});

test('names the node where there are several', () => {
  const steps = stepsOf([
    event(0, 0, { kind: 'call', op: 'lead', data: [], node: 'n1' }),
    event(1, 3, { kind: 'crash', node: 'n2' }),
  ]);
  expect(steps.map(({ text }) => text)).toEqual(['n1: lead() is called, and never ends', 'n2: crash']);
});

test('keeps what went wrong, however long the run is', () => {
  const marks = Array.from({ length: 900 }, (_, seq) => event(seq, 0, { kind: 'mark', op: 'turn' }));
  expect(stepsOf(marks)).toHaveLength(500);
  expect(stepsOf(marks, 800).at(-1)?.seq).toBe(800);
});
