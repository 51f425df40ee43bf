import { describe, expect, test } from 'vitest';
import type { Data, Finding, MeasuredCost, Rule, Run, Scenario } from '../types';
import { costClass, memoryBound, noTimersLeft } from './measures';
import { judgeToy, program, results } from './toys';

function runOf(op: string, ...measured: Data[]): Run {
  const trace = measured.map((data, seq) => ({ seq, t: 0, node: 'main', incarnation: 0, kind: 'measure', op, data }));
  return {
    scenario: 's',
    rung: 'toy',
    facts: {},
    input: null,
    trace,
    halt: { kind: 'done', message: '' },
    reference: [],
  };
}
const head = { id: 'rule', rungs: ['toy'], scenarios: ['s'], sentence: 'Holds.' };
const counts = (steps: (n: number) => number, calls = 1): Data[] =>
  [64, 256, 1024, 4096].map((size) => ({ size, steps: steps(size) * calls, calls }));

describe('a cost', () => {
  const rule = costClass({ ...head, op: 'get', expected: 'O(log n)', size: 'keys' });
  const check = (...measured: Data[]): Finding => rule.check(runOf('get', ...measured));

  test('passes at the promised class or below, over one call or many', () => {
    expect(check(...counts(() => 9))).toEqual({ verdict: 'pass' });
    expect(check(...counts((n) => 5 * Math.log2(n), 100))).toEqual({ verdict: 'pass' });
  });

  test('fails above it, with the figures', () => {
    expect(check(...counts((n) => 3 * n))).toMatchObject({
      verdict: 'fail',
      because:
        'One call of get takes 192 steps with 64 keys and 12\u2009288 with 4\u2009096: it grows as O(n), and O(log n) is promised.',
      actual: 'O(n)',
    });
  });

  test('is judged by the worst of several measures at one size', () => {
    expect(check(...counts(() => 9), ...counts((n) => n))).toMatchObject({ verdict: 'fail' });
  });

  test('is unknown where sizes are missing, and never held against what fits no class', () => {
    expect(check(...counts((n) => n).slice(0, 2))).toEqual({ verdict: 'unknown' });
    expect(check(...counts((n) => n ** 1.5))).toEqual({ verdict: 'pass' });
  });

  test('may be shown alone', () => {
    const shown = costClass({ ...head, op: 'get', expected: 'O(1)', size: 'keys', judged: false });
    expect(shown.check(runOf('get', ...counts((n) => n)))).toEqual({ verdict: 'pass' });
    expect(shown.measured?.(runOf('get', ...counts((n) => n)))).toMatchObject({ growth: 'O(n)', expected: 'O(1)' });
  });
});

describe('memory', () => {
  const rule = memoryBound({ ...head, bound: (live) => 2 * live + 64 });
  const check = (...looks: Data[]): Finding => rule.check(runOf('retained', ...looks));

  test('is bounded by the largest container at each look', () => {
    expect(check({ size: 10, entries: 250, isComplete: true, largest: 84, kind: 'map' })).toEqual({ verdict: 'pass' });
    expect(check({ size: 10, entries: 85, isComplete: true, largest: 85, kind: 'map', line: 7 })).toMatchObject({
      verdict: 'fail',
      because: '85 entries are held, most of them in the map of line 7, where at most 84 may be.',
    });
  });

  test('is bounded in all, for what hides in many small containers', () => {
    expect(check({ size: 0, entries: 5000, isComplete: true, largest: 3, kind: 'array' })).toMatchObject({
      verdict: 'fail',
    });
  });

  test('is unknown where nobody looked', () => {
    expect(check()).toEqual({ verdict: 'unknown' });
  });
});

test('timers that are left are counted', () => {
  expect(noTimersLeft(head).check(runOf('timers', { left: 0 }))).toEqual({ verdict: 'pass' });
  expect(noTimersLeft(head).check(runOf('timers', { left: 0 }, { left: 2 }))).toMatchObject({ verdict: 'fail', at: 1 });
});

describe('in a judgement', () => {
  const measuring: Scenario<null> = {
    id: 'measuring',
    rungs: ['toy'],
    samples: () => [null],
    input: () => null,
    run(stage) {
      const { double } = stage.exports as { double: (x: number) => number };
      for (const size of [64, 256, 1024, 4096]) stage.measure('double', size, () => double(size), 4);
      stage.watchMemory();
      stage.retained(1, new Map([[1, 1]]));
      stage.timersLeft();
    },
  };
  const rules: readonly Rule[] = [
    costClass({ ...head, id: 'cost', scenarios: ['measuring'], op: 'double', expected: 'O(1)', size: 'digits' }),
    memoryBound({ ...head, id: 'memory', scenarios: ['measuring'], bound: () => 4 }),
    noTimersLeft({ ...head, id: 'timers', scenarios: ['measuring'] }),
  ];
  const judge = async (double: (x: number) => number) =>
    results(
      await judgeToy(program(double), {
        rules,
        scenarios: [measuring as unknown as Scenario<readonly number[]>],
        runs: 1,
      }),
    );

  test('what was counted comes with the verdict', async () => {
    const [cost, memory, timers] = await judge((x) => x * 2);
    expect(cost).toMatchObject({ verdict: 'pass', measured: { op: 'double', growth: 'O(1)', points: { length: 4 } } });
    expect([memory?.verdict, timers?.verdict]).toEqual(['pass', 'pass']);
  });

  test('an exception in what is measured is not the scenario’s', async () => {
    const [cost] = await judge(() => {
      throw new Error('no');
    });
    expect((cost?.measured satisfies MeasuredCost | undefined)?.points).toHaveLength(4);
  });
});

describe('a halt that a rule claims', () => {
  const waiting: Scenario<readonly number[]> = {
    id: 'waiting',
    rungs: ['toy'],
    input: (draw) => draw.list({ min: 1, max: 9 }, () => draw.integer(0, 99)),
    // No async function: this text is not lowered, and would wait outside of virtual time.
    run(stage, [x = 0]) {
      const { double } = stage.exports as { double: (x: number) => unknown };
      return stage.callAsync('double', [x], () => double(x)) as unknown as Promise<void>;
    },
  };
  const settles: Rule = {
    ...head,
    id: 'settles',
    scenarios: ['waiting'],
    halts: ['deadlock'],
    check: () => ({ verdict: 'pass' }),
  };
  const other: Rule = { ...head, id: 'other', scenarios: ['waiting'], check: () => ({ verdict: 'pass' }) };
  const hangs = program((x: number) => (x > 50 ? new Promise(() => undefined) : x));

  test('is that rule’s failure, with the smallest run, and the others go on', async () => {
    const events = await judgeToy(hangs, { rules: [settles, other], scenarios: [waiting] });
    const [failed, passed] = results(events);
    expect(failed).toMatchObject({
      rule: 'settles',
      verdict: 'fail',
      counterexample: { input: [51], halt: { kind: 'deadlock' } },
    });
    expect(passed).toMatchObject({ rule: 'other', verdict: 'pass' });
    expect(events.some(({ type }) => type === 'halt')).toBe(false);
    expect(events.at(-1)).toMatchObject({ type: 'done', verdict: 'fail' });
  });

  test('ends the judgement where no rule claims its kind', async () => {
    const unclaimed = { ...settles, halts: ['livelock'] as const };
    const events = await judgeToy(hangs, { rules: [unclaimed, other], scenarios: [waiting] });
    expect(events.find(({ type }) => type === 'halt')).toMatchObject({ halt: { kind: 'deadlock' } });
  });

  test('is told in the rule’s own words where it has some', async () => {
    const worded: Rule = {
      ...settles,
      check: ({ halt }) =>
        halt.kind === 'done' ? { verdict: 'pass' } : { verdict: 'fail', because: 'It hangs.', at: 0 },
    };
    const [failed] = results(await judgeToy(hangs, { rules: [worded], scenarios: [waiting] }));
    expect(failed?.message).toBe('It hangs.');
  });
});
