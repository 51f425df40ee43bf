import { expect, test } from 'vitest';
import type { Data, Halt, Run, TraceEvent } from '../types';
import { compareAndSetModel, registerModel } from './models';
import { linearizable } from './rule';

const done: Halt = { kind: 'done', message: '' };

/** A run of calls and ends: `['w', 'write', [1]]` begins call w, `['w', 'resolve', null]` ends it. */
function runOf(...lines: readonly (readonly [name: string, what: string, data: Data])[]): Run {
  const begun = new Map<string, number>();
  const trace = lines.map(([name, what, data], seq): TraceEvent => {
    const base = { seq, t: 0, node: 'main', incarnation: 0, data };
    const cause = begun.get(name);
    if (cause !== undefined) return { ...base, kind: what, cause };
    begun.set(name, seq);
    return { ...base, kind: 'call', op: what };
  });
  return { scenario: 's', rung: 'r', facts: {}, input: null, trace, halt: done, reference: [] };
}

const rule = linearizable({
  id: 'linear',
  rungs: ['r'],
  scenarios: ['s'],
  sentence: 'Reads and writes take effect one at a time.',
  model: registerModel(0),
  operation: ({ op, args }) => ({ input: { f: op, value: args[0] } }),
});

test('passes where calls overlapped and some order fits, and is no evidence where none did', () => {
  const overlapping = runOf(['w', 'write', [1]], ['r', 'read', []], ['r', 'resolve', 0], ['w', 'resolve', null]);
  expect(rule.check(overlapping)).toEqual({ verdict: 'pass' });
  const apart = runOf(['w', 'write', [1]], ['w', 'resolve', null], ['r', 'read', []], ['r', 'resolve', 1]);
  expect(rule.check(apart)).toEqual({ verdict: 'unknown' });
});

test('fails at the call that fits in no order, and names those before it', () => {
  const stale = runOf(['w', 'write', [1]], ['w', 'resolve', null], ['r', 'read', []], ['r', 'resolve', 0]);
  expect(rule.check(stale)).toMatchObject({ verdict: 'fail', at: 3, causes: [0] });
  expect(rule.check(stale)).toMatchObject({
    because:
      'read() resolved with 0: no order of the calls, each at one instant between its start and its end, gives that after write(1).',
  });
});

test('a call that rejected may have taken effect or not', () => {
  const rejected = (seen: Data): Run =>
    runOf(['w', 'write', [1]], ['w', 'reject', { name: 'Timeout' }], ['r', 'read', []], ['r', 'resolve', seen]);
  expect(rule.check(rejected(0))).not.toMatchObject({ verdict: 'fail' });
  expect(rule.check(rejected(1))).not.toMatchObject({ verdict: 'fail' });
  expect(rule.check(rejected(2))).toMatchObject({ verdict: 'fail' });
});

test('is unknown when it has spent its budget', () => {
  const small = linearizable({ ...rule, model: compareAndSetModel(0), budget: 1 });
  expect(small.check(runOf(['w', 'write', [1]], ['w', 'resolve', null]))).toEqual({ verdict: 'unknown' });
});
