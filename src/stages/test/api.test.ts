import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { runOwnTests } from '../../../engines/check/run';
import type { ProgramFactory } from '../../../engines/kernel';
import { compileProgram } from '../../compile/node';
import { locateInStack } from '../../compile/source-map';
import { describeError } from '../../../engines/kernel';
import { isOfTests, withApi } from './api';

function factory(source: string): { readonly run: ProgramFactory; readonly map: string } {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  const run = new Script(compiled.program.code, { filename: 'tests.js' }).runInThisContext() as ProgramFactory;
  return { run, map: compiled.program.map };
}

const RIGHT =
  'export const add = (a: number, b: number) => a + b; export const later = async (v: unknown) => { await null; if (v === 0) throw new RangeError("zero"); return v; };';

function run(tests: string, program = RIGHT) {
  const { run: built, map } = factory(withApi(tests));
  return runOwnTests({
    tests: built,
    program: factory(program).run,
    locate: (error) => locateInStack(describeError(error).stack ?? '', map, 'tests.js', 0, isOfTests),
  });
}

describe('a learner’s own tests', () => {
  it('pass on a program that does as they say, in virtual time', () => {
    const outcome = run(`
      test('adds', ({ add }) => { expect(add(1, 2)).toBe(3); expect([add(1, 1)]).toEqual([2]); expect(add(1, 1)).not.toBe(3); });
      test('waits an hour', async () => { const at = Date.now(); await sleep(3_600_000); expect(Date.now() - at).toBe(3_600_000); });
      test('settles', async ({ later }) => { await expect(later(4)).resolves.toBe(4); await expect(later(0)).rejects.toThrow('RangeError'); await expect(later(0)).rejects.not.toThrow('TypeError'); });
      test('throws', () => { expect(() => { throw new TypeError('x'); }).toThrow(TypeError); expect(() => 1).not.toThrow(); });`);
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome.ok && outcome.results.filter(({ passed }) => !passed)).toEqual([]);
    expect(outcome.ok && outcome.results.length).toBe(4);
  });

  it.each([
    ['a wrong value', 'expect(add(1, 2)).toBe(4)', 'expected 3 to be 4'],
    ['a wrong shape', 'expect({ a: [add(1, 2)] }).toEqual({ a: [4] })', 'expected { a: [3] } to equal { a: [4] }'],
    ['what should not be', 'expect(add(1, 2)).not.toBe(3)', 'expected 3 not to be 3'],
    ['no throw', 'expect(() => 1).toThrow()', 'expected a function to throw'],
    [
      'another throw',
      'expect(() => { throw new TypeError("t") }).toThrow("RangeError")',
      'to throw RangeError, threw TypeError: t',
    ],
    [
      'a promise that rejects',
      'await expect(later(0)).resolves.toBe(0)',
      'expected a promise to resolve, it rejected with RangeError: zero',
    ],
    [
      'a promise that resolves',
      'await expect(later(1)).rejects.toThrow()',
      'expected a promise to reject, it resolved with 1',
    ],
    ['what it throws itself', 'throw new RangeError("mine")', 'RangeError: mine'],
    ['what it rejects with', 'await later(0)', 'RangeError: zero'],
  ])('fail for %s, with the line', (_, body, message) => {
    const outcome = run(`test('first', () => {});\ntest('second', async ({ add, later }) => {\n  ${body};\n});`);
    const [first, second] = outcome.ok ? outcome.results : [];
    expect(first).toEqual({ name: 'first', passed: true });
    expect(second?.message).toContain(message);
    // What a program rejects with was made there, and not in a line of the tests.
    expect(second?.loc?.line).toBe(body === 'await later(0)' ? undefined : 3);
  });

  it('are each met fresh by a program that hangs, and say what it hangs in', () => {
    const outcome = run(
      `test('stuck', ({ add }) => add(1, 1)); test('fine', () => {});`,
      'export const add = () => { for (;;); };',
    );
    const [stuck, fine] = outcome.ok ? outcome.results : [];
    expect(stuck).toMatchObject({ passed: false, message: expect.stringMatching(/loop/) as string });
    expect(fine?.passed).toBe(true);
  });

  it('fail where a promise never settles, and where the program cannot be loaded', () => {
    const hung = run(`test('hangs', async () => { await new Promise(() => {}); });`);
    expect(hung.ok && hung.results[0]).toMatchObject({ passed: false });
    const broken = run(`test('any', () => {});`, 'throw new Error("top"); export const add = 1;');
    expect(broken.ok && broken.results[0]?.message).toBe('The program could not be loaded: top');
  });

  it('say so when there are none, or when they cannot be loaded', () => {
    expect(run('// nothing yet')).toMatchObject({ ok: false, fault: expect.stringContaining('no test yet') as string });
    expect(run('\nnull!.x;')).toMatchObject({ ok: false, loc: { line: 2 } });
  });
});
