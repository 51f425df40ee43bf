import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { runOwnTests } from '../../engines/check/run';
import type { Trace, TraceEvent } from '../../engines/check';
import type { ProgramFactory } from '../../engines/kernel';
import { compileProgram } from '../compile/node';
import { withApi } from '../stages/test/api';
import { copyAsTest, type CopyOf } from './copy-as-test';

type Step = Pick<TraceEvent, 'kind' | 'op' | 'data' | 'cause'> & { readonly t?: number };

function traceOf(steps: readonly Step[]): Trace {
  return steps.map((step, seq) => ({ seq, t: 0, node: 'main', incarnation: 0, ...step }));
}

function found(reference: Trace, trace: Trace, at: number): CopyOf {
  return {
    sentence: 'The "edge" is open.',
    because: 'allow("a", 200)\nreturned false.',
    replay: 'd1~x',
    trace,
    reference,
    at,
  };
}

const CONTRACT = `
export interface LimiterOptions { limit: number; windowMs: number }
export interface Limiter { /** Whether (a) => b. */ allow(key: string, nowMs: number): boolean; later(ms: number): Promise<number>; run(job: () => void): void }
export type CreateLimiter = (options: LimiterOptions) => Limiter;
export interface PoolOptions { size: number; onError: (error: Error) => void }
export type CreatePool = (options: PoolOptions) => { size(): number };
`;
const context = { requiredExport: 'createLimiter', contract: CONTRACT };

const made: readonly Step[] = [
  { kind: 'call', op: 'createLimiter', data: [{ limit: 1, windowMs: 100 }] },
  { kind: 'return', op: 'createLimiter', cause: 0, data: { allow: '[function allow]' } },
];

const calls = (answer: boolean): Trace =>
  traceOf([
    ...made,
    { kind: 'call', op: 'allow', data: ['a', 100] },
    { kind: 'return', op: 'allow', cause: 2, data: true },
    { kind: 'call', op: 'allow', data: ['a', 200], t: 50 },
    { kind: 'return', op: 'allow', cause: 4, data: answer, t: 50 },
    { kind: 'call', op: 'allow', data: ['a', 300], t: 50 },
    { kind: 'return', op: 'allow', cause: 6, data: true, t: 50 },
  ]);

function results(test: string, program: string) {
  const factory = (source: string): ProgramFactory => {
    const compiled = compileProgram(source);
    if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
    return new Script(compiled.program.code).runInThisContext() as ProgramFactory;
  };
  const outcome = runOwnTests({ tests: factory(withApi(test)), program: factory(program) });
  return outcome.ok ? outcome.results.map(({ passed }) => passed) : outcome.fault;
}

describe('a counterexample copied as a test', () => {
  it('is its calls up to the failure, at their times, with the answers of the reference', () => {
    expect(copyAsTest(found(calls(true), calls(false), 5), context)).toBe(`// allow("a", 200) returned false.
// Replay: d1~x
test("The \\"edge\\" is open", async ({ createLimiter }) => {
  const limiter = createLimiter({ limit: 1, windowMs: 100 });
  expect(limiter.allow("a", 100)).toBe(true);
  await sleep(50);
  expect(limiter.allow("a", 200)).toBe(true);
});
`);
  });

  it('passes on a right program and fails on a wrong one', () => {
    const test = copyAsTest(found(calls(true), calls(false), 5), context);
    const program = (comparison: string) =>
      `export const createLimiter = ({ windowMs }: { windowMs: number }) => { let last = -Infinity; return { allow: (_: string, now: number) => now - last ${comparison} windowMs && ((last = now), true) }; };`;
    expect(results(test, program('>='))).toEqual([true]);
    expect(results(test, program('>'))).toEqual([false]);
  });

  it('awaits what overlaps in the order in which it ended, throws by name, and compares shapes', () => {
    const trace = traceOf([
      ...made,
      { kind: 'call', op: 'later', data: [30] },
      { kind: 'call', op: 'later', data: [10] },
      { kind: 'resolve', op: 'later', cause: 3, data: { is: 10, __proto__x: 1n }, t: 10 },
      { kind: 'reject', op: 'later', cause: 2, data: { name: 'RangeError', message: 'x' }, t: 30 },
      { kind: 'call', op: 'allow', data: ['a', NaN], t: 30 },
      { kind: 'throw', op: 'allow', cause: 6, data: { name: 'TypeError', message: 'x' }, t: 30 },
    ]);
    const test = copyAsTest(found(trace, trace, 7), context);
    expect(test).toContain(`  const later1 = expect(limiter.later(30)).rejects.toThrow("RangeError");
  await expect(limiter.later(10)).resolves.toEqual({ is: 10, __proto__x: 1n });
  await later1;
  expect(() => limiter.allow("a", NaN)).toThrow("TypeError");
`);
    const program = `export const createLimiter = () => ({
      allow() { throw new TypeError('x'); },
      async later(ms: number) { await new Promise((r) => setTimeout(r, ms)); if (ms > 20) throw new RangeError('x'); return { is: ms, __proto__x: 1n }; },
    });`;
    expect(results(test, program)).toEqual([true]);
    expect(results(test, program.replace('ms > 20', 'ms > 40'))).toEqual([false]);
  });

  it.each<[string, Trace, Partial<typeof context>]>([
    ['a function is passed', traceOf([...made, { kind: 'call', op: 'run', data: ['job 1'] }]), {}],
    [
      'options hold a function',
      traceOf([{ kind: 'call', op: 'createPool', data: [{ size: 1 }] }]),
      { requiredExport: 'createPool' },
    ],
    ['several objects are made', traceOf([...made, ...made, { kind: 'call', op: 'allow', data: ['a', 1] }]), {}],
    ['the scenario did something itself', traceOf([...made, { kind: 'mark', op: 'started', data: 1 }]), {}],
    ['messages were sent', traceOf([...made, { kind: 'send', op: 'x' }]), {}],
  ])('is an outline where %s', (_what, trace, other) => {
    const test = copyAsTest({ ...found(trace, trace, trace.length - 1), expected: 1 }, { ...context, ...other });
    expect(test).toMatch(/\/\/ What the run did cannot be written down .*\n {2}\/\/ 1\. at 0 ms: create/);
    expect(test).toContain('// expected 1, got undefined');
    expect(results(test, 'export const createLimiter = 1, createPool = 1;')).toEqual([true]);
  });
});
