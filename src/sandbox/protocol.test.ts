import { describe, expect, it } from 'vitest';
import type { CaseResult, TraceEvent } from '../../engines/check/types';
import { attempt, CAPS, data, parseFromFrame, parseFromJudge, parseFromProgram } from './protocol';

const event: TraceEvent = { seq: 0, t: 0, node: 'main', incarnation: 0, kind: 'call', op: 'next', data: [] };
const result: CaseResult = {
  id: 1,
  trace: [event, { ...event, seq: 1, kind: 'return', cause: 0, data: 2 }],
  halt: { kind: 'done', message: '' },
  choices: [0, 3],
  console: [{ level: 'log', text: 'hi', t: 0, loc: { line: 2 } }],
  steps: 9,
};

/** What is wrong with a result that has this in it. */
function problemWith(change: object): string {
  const parsed = attempt(parseFromProgram, { type: 'result', result: { ...result, ...change } });
  return parsed.ok ? 'nothing' : parsed.problem;
}

describe('a message of the run worker', () => {
  it('passes when it is what a harness says', () => {
    expect(attempt(parseFromProgram, structuredClone({ type: 'result', result }))).toEqual({
      ok: true,
      value: { type: 'result', result },
    });
    expect(attempt(parseFromProgram, { type: 'answered' }).ok).toBe(true);
  });

  it('may say what each choice of an explained case was for', () => {
    expect(problemWith({ labels: ['delay', 'loss'] })).toBe('nothing');
  });

  it.each<[object, string]>([
    [{ labels: ['delay', 3] }, 'result.labels[1] is 3, not text'],
    [{ trace: [event, { ...event, seq: -1 }] }, 'result.trace[1].seq is -1, less than 0'],
    [{ trace: [{ ...event, seq: 0.5 }] }, 'result.trace[0].seq is 0.5, not an integer'],
    [{ trace: 'none' }, 'result.trace is a string, not a list'],
    [{ trace: [null] }, 'result.trace[0] is null, not an object'],
    [{ trace: [new Map()] }, 'result.trace[0] is an object, not an object'],
    [{ halt: { kind: 'pass', message: '' } }, 'result.halt.kind is a string, not one of done'],
    [{ halt: { kind: 'done' } }, 'result.halt.message is missing, not text'],
    [{ verdict: 'pass' }, 'result.verdict is not known here'],
    [{ steps: undefined }, 'result.steps is missing, not an integer'],
    [{ choices: [1, NaN] }, 'result.choices[1] is NaN, not an integer'],
    [
      { trace: [{ ...event, data: { at: new Date(0) } }] },
      'result.trace[0].data holds an object that is not plain data',
    ],
    [{ console: [{ level: 'log', text: 'x'.repeat(CAPS.text + 1), t: 0 }] }, 'result.console[0].text is longer than'],
    [
      { console: Array.from({ length: CAPS.consoleLines + 1 }, () => result.console[0]) },
      'result.console has more than',
    ],
  ])('is refused with the field that is wrong: %o', (change, problem) => {
    expect(problemWith(change)).toContain(problem);
  });

  it.each([undefined, null, 3, 'result', [], { type: 'verdict' }, { result }])('is refused when it is %o', (raw) => {
    expect(attempt(parseFromProgram, raw).ok).toBe(false);
  });
});

describe('data', () => {
  it('may be anything plain, and is bounded', () => {
    const plain = JSON.parse('{"__proto__":[1,null,"x"],"b":true}') as unknown;
    expect(attempt(data, plain).ok).toBe(true);
    expect(attempt(data, 3n).ok).toBe(true);
    let deep: unknown[] = [];
    for (let depth = 0; depth <= CAPS.dataDepth + 1; depth += 1) deep = [deep];
    expect(attempt(data, deep)).toEqual({ ok: false, problem: `the message is nested deeper than ${CAPS.dataDepth}` });
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(attempt(data, cycle).ok).toBe(false);
  });
});

describe('a message of the judge or the frame', () => {
  it('is parsed to the depth of its counterexample', () => {
    const told = {
      type: 'rule',
      result: { rule: 'counts', verdict: 'fail', message: '', cases: 1, counterexample: {} },
    };
    const parsed = attempt(parseFromJudge, { type: 'event', run: 1, event: told });
    expect(parsed).toEqual({
      ok: false,
      problem: 'event.result.counterexample.rule is missing, not text',
    });
  });

  it('is refused when it is of a kind that neither says', () => {
    expect(attempt(parseFromJudge, { type: 'over', run: '1' }).ok).toBe(false);
    expect(attempt(parseFromFrame, { type: 'eval' }).ok).toBe(false);
    expect(attempt(parseFromFrame, { type: 'pong', beat: 1 }).ok).toBe(true);
  });
});
