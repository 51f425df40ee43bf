import { describe, expect, test } from 'vitest';
import type { ProgramFactory } from '../kernel';
import { doubles, judgeToy, program, results, slowNumbers } from './_internals/toys';
import type { Facts, Rule, RunCases, Scenario } from './types';

const right = program((x: number) => x * 2);

describe('a judgement', () => {
  test('passes a correct program, and says over how many cases', async () => {
    const events = await judgeToy(right);
    expect(results(events)).toEqual([{ rule: 'doubles', verdict: 'pass', message: 'Held in 100 cases.', cases: 100 }]);
    expect(events.at(-1)).toMatchObject({ type: 'done', verdict: 'pass', cases: 100 });
  });

  test('shows the smallest input that breaks a rule, with what was expected', async () => {
    const [failed] = results(await judgeToy(program((x: number) => (x >= 617 ? 0 : x * 2))));
    expect(failed).toMatchObject({ verdict: 'fail', message: 'double(617) returned 0; expected 1234.' });
    expect(failed?.counterexample).toMatchObject({ input: [617], expected: 1234, actual: 0, at: 1 });
    expect(failed?.counterexample?.reference.at(-1)).toMatchObject({ kind: 'return', data: 1234 });
  });

  test('tells a failure at once, and again with its counterexample', async () => {
    const events = await judgeToy(program(() => 1));
    const told = events.flatMap((event) => (event.type === 'rule' ? [event.result] : []));
    expect(told.map(({ counterexample }) => counterexample !== undefined)).toEqual([false, true]);
  });

  test('is unknown when the situation of a rule never occurred, and says what was missing', async () => {
    const rule: Rule = { ...doubles, situation: 'a negative number', check: () => ({ verdict: 'unknown' }) };
    const [result] = results(await judgeToy(right, { rules: [rule] }));
    expect(result?.verdict).toBe('unknown');
    expect(result?.message).toBe('Not shown either way: none of 100 cases had a negative number.');
  });

  test('is unknown where no run has the marks that a rule wants, and passes where one has', async () => {
    const marking: Scenario<readonly number[]> = {
      ...slowNumbers,
      run(stage, input) {
        void slowNumbers.run(stage, input);
        if (input.length > 10) stage.mark('long');
      },
    };
    const wanting = (mark: string): Rule => ({ ...doubles, scenarios: ['slow-numbers'], mustMark: [mark] });
    const judged = async (mark: string) =>
      results(await judgeToy(right, { rules: [wanting(mark)], scenarios: [marking] }))[0]?.verdict;
    expect(await judged('long')).toBe('pass');
    expect(await judged('late')).toBe('unknown');
  });

  test('is unknown for a program that answers differently to the same calls', async () => {
    let calls = 0;
    const [result] = results(await judgeToy(program((x: number) => ((calls += 1) === 7 ? -1 : x * 2))));
    expect(result).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('when it was repeated') as string,
    });
  });

  test('takes the facts as input: which rules are asked for, and what is correct', async () => {
    const reference = ({ factor }: Facts) => ({ double: (x: number) => x * Number(factor) });
    const never: Rule = { ...doubles, id: 'never', under: ({ factor }) => factor === 2 };
    const waits: Rule = { ...doubles, id: 'waits', after: ['never'] };
    const judged = results(
      await judgeToy(
        program((x: number) => x * 3),
        { rules: [never, waits], reference, facts: { factor: 3 } },
      ),
    );
    expect(judged).toEqual([expect.objectContaining({ rule: 'waits', verdict: 'pass' })]);
    const wrong = results(await judgeToy(right, { rules: [never, waits], reference, facts: { factor: 3 } }));
    expect(wrong).toEqual([expect.objectContaining({ rule: 'waits', verdict: 'fail' })]);
  });

  test('is unknown, and blames the exercise, when a check throws', async () => {
    const broken = {
      ...doubles,
      check: () => {
        throw new Error('no such field');
      },
    };
    const [result] = results(await judgeToy(right, { rules: [broken] }));
    expect(result).toMatchObject({
      verdict: 'unknown',
      message: expect.stringContaining('fault of the exercise') as string,
    });
  });

  test('ends as a fail where the program halts, with the smallest input that does it', async () => {
    const events = await judgeToy((runtime, exports) => {
      exports['double'] = (x: number) => (x > 300 ? runtime.absent('fetch', 3, 5) : x * 2);
    });
    const halt = events.find((event) => event.type === 'halt');
    expect(halt).toMatchObject({ halt: { kind: 'refused', loc: { line: 3 } }, counterexample: { input: [301] } });
    expect(events.at(-1)).toMatchObject({ type: 'done', verdict: 'fail' });
  });

  test('takes a throw for an answer, not for the end', async () => {
    const throws = program((x: number) => {
      throw new Error(`refuses ${x}`);
    });
    const events = await judgeToy(throws);
    expect(events.some(({ type }) => type === 'halt')).toBe(false);
    expect(results(events)[0]?.message).toBe('double(0) threw Error: refuses 0; expected 0.');
  });

  test('finds an endless loop by one case, and does not run it a hundred times', async () => {
    const events = await judgeToy(
      (runtime, exports) => {
        exports['double'] = () => {
          for (;;) runtime.tick(1000, 2);
        };
      },
      { budget: { steps: 20_000_000 } },
    );
    expect(events.find((event) => event.type === 'halt')).toMatchObject({
      halt: { kind: 'sync-loop', loc: { line: 2 } },
    });
    expect(events.at(-1)).toMatchObject({ verdict: 'fail', cases: 1 });
    expect(events.at(-1)).toSatisfy(({ steps }: { steps: number }) => steps <= 120_000_000);
  });

  test.each([
    ['undefined', undefined, 'double is undefined when the module has been loaded'],
    ['a number', 42, 'double is a number; the exercise calls it as a function'],
    ['null', null, 'double is null; the exercise calls it as a function'],
  ])('refuses an export that is %s', async (_, value, message) => {
    const [halt, done] = await judgeToy(program(value));
    expect(halt).toMatchObject({
      type: 'halt',
      halt: { kind: 'load', message: expect.stringContaining(message) as string },
    });
    expect(done).toMatchObject({ type: 'done', verdict: 'fail' });
  });

  test('tells a throw at module level, with its stack', async () => {
    const [halt] = await judgeToy(() => {
      throw new RangeError('no configuration');
    });
    expect(halt).toMatchObject({
      halt: {
        kind: 'load',
        message: expect.stringContaining('RangeError: no configuration') as string,
        stack: expect.any(String) as string,
      },
    });
  });

  test('is not taken in by answers that only look right', async () => {
    const lies = [
      () => new Proxy({}, { get: () => 4 }),
      (x: number) => Object(x * 2) as unknown,
      (x: number) => ({ valueOf: () => x * 2, toJSON: () => x * 2 }),
      (x: number) => ({ then: (resolve: (value: number) => void) => resolve(x * 2) }),
    ];
    for (const lie of lies) expect(results(await judgeToy(program(lie)))[0]?.verdict).toBe('fail');
  });

  test('is not taken in by a program that leaves calls out', async () => {
    // As when the scenario's own loop finds nothing to go over: a built-in that it uses was replaced.
    const nothing = { trace: [], halt: { kind: 'done', message: '' }, choices: [], console: [], steps: 0 } as const;
    const runCases: RunCases = (cases) => Promise.resolve(cases.map(({ id }) => ({ id, ...nothing })));
    const events = await judgeToy(right, { runCases });
    expect(results(events)[0]).toMatchObject({
      verdict: 'fail',
      message: expect.stringContaining('built-ins') as string,
    });
  });

  test('does not judge a rule that builds on a failed one, and tells why', async () => {
    const next: Rule = {
      ...doubles,
      id: 'next',
      after: ['doubles'],
      check: () => ({ verdict: 'fail', because: '', at: 0 }),
    };
    const [, second] = results(
      await judgeToy(
        program(() => 0),
        { rules: [doubles, next] },
      ),
    );
    expect(second).toMatchObject({
      rule: 'next',
      verdict: 'unknown',
      message: 'Not judged yet: it builds on doubles, which fails. Mend that first.',
    });
  });

  test('shrinks decisions of the schedule with the input', async () => {
    const rule = { ...doubles, scenarios: ['slow-numbers'] };
    const late = program((x: number, by: number) => (by === 3 && x >= 40 ? 0 : x * 2));
    const [failed] = results(await judgeToy(late, { rules: [rule], scenarios: [slowNumbers] }));
    expect(failed?.counterexample).toMatchObject({ input: [40], choices: [3] });
  });

  test('tells which decisions of the schedule matter, by what they were for', async () => {
    const rule = { ...doubles, scenarios: ['slow-numbers'] };
    const late = program((x: number, by: number) => (by === 3 ? 0 : x * 2));
    const [failed] = results(await judgeToy(late, { rules: [rule], scenarios: [slowNumbers] }));
    expect(failed?.counterexample?.faults).toEqual([{ choice: 0, label: 'late', matters: true }]);
  });

  test('tells that a decision does not matter, where shrinking was too dear to take it back', async () => {
    const rule = { ...doubles, scenarios: ['slow-numbers'] };
    const dear: ProgramFactory = (runtime, exports) => {
      let calls = 0;
      exports['double'] = (x: number, by: number) => {
        if ((calls += 1) === 3) runtime.tick(19_000_000, 2);
        return calls === 3 && by === 3 ? -1 : x * 2;
      };
    };
    const [failed] = results(await judgeToy(dear, { rules: [rule], scenarios: [slowNumbers] }));
    const faults = failed?.counterexample?.faults ?? [];
    expect(faults.filter(({ matters }) => matters)).toHaveLength(1);
    expect(faults.some(({ matters }) => !matters)).toBe(true);
    // The explaining build ended before the third call: its decisions have no label.
    expect(faults.map(({ label }) => label)).toContain('late');
  });

  test('tells the smallest run in steps of plain words', async () => {
    const [failed] = results(await judgeToy(program((x: number) => (x >= 617 ? 0 : x * 2))));
    expect(failed?.counterexample?.steps).toEqual([{ seq: 1, t: 0, text: 'double(617) returned 0' }]);
  });

  test('explains no run of more than a million steps, and still shows it', async () => {
    const events = await judgeToy((runtime, exports) => {
      exports['double'] = () => (runtime.tick(1_200_000, 2), 1);
    });
    const [failed] = results(events);
    expect(failed?.counterexample).toMatchObject({ actual: 1, decisions: [], halt: { kind: 'done' } });
  });

  test('says the same twice, and something else for another seed', async () => {
    const wrong = program((x: number) => (x % 97 === 5 ? 0 : x * 2));
    const once = JSON.stringify(await judgeToy(wrong));
    expect(JSON.stringify(await judgeToy(wrong))).toBe(once);
    expect(JSON.stringify(await judgeToy(wrong, { seed: 2 }))).not.toBe(once);
  });
});
