import { describe, expect, it } from 'vitest';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

function explain(source: string, ...args: unknown[]): TrivialRuntime & { result?: unknown } {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('; '));
  const runtime: TrivialRuntime & { result?: unknown } = new TrivialRuntime();
  const { run } = load(compiled.program.explainCode, runtime);
  runtime.result = (run as (...args: unknown[]) => unknown)(...args);
  return runtime;
}

describe('the explaining build', () => {
  it('tells a condition with its place, text and operands', () => {
    const { conditions, comparisons } = explain(
      'export function run(now: number, start: number) {\n  if (now - start   >=\n    1000) return true;\n}',
      1500,
      500,
    );
    expect(conditions).toEqual([{ value: true, line: 2, column: 7, text: 'now - start >= 1000' }]);
    expect(comparisons).toEqual([{ result: true, left: 1000, operator: '>=', right: 1000 }]);
  });

  it('tells each answer with the place of its return', () => {
    const { answers } = explain('export function run() {\n  const f = () => 7;\n  f();\n  return f();\n}');
    expect(answers).toEqual([
      { value: 7, line: 2, column: 19 },
      { value: 7, line: 2, column: 19 },
      { value: 7, line: 4, column: 3 },
    ]);
  });

  it('tells a returned comparison as the decision that it is', () => {
    const { conditions, answers } = explain('export const run = (a: number) => a < 3 && !(a === 1);', 2);
    expect(conditions).toEqual([{ value: true, line: 1, column: 35, text: 'a < 3 && !(a === 1)' }]);
    expect(answers).toEqual([{ value: true, line: 1, column: 35 }]);
  });

  it.each([
    ['if (a) {}', ['a']],
    ['while (a-- > 8) {}', ['a-- > 8', 'a-- > 8']],
    ['do {} while (a > 99);', ['a > 99']],
    ['for (let i = 0; i < 1; i++) {}', ['i < 1', 'i < 1']],
    ['const b = a ? 1 : 2;', ['a']],
    ['a && a;', ['a']],
    ['a || a;', ['a']],
    ['const b = a ?? 1;', []],
    ['if (a > 1 && a > 100) {}', ['a > 1 && a > 100']],
    ['if (a > 1) if (a > 2) {}', ['a > 1', 'a > 2']],
    ['if (a === 1) {} else if (a === 9) {}', ['a === 1', 'a === 9']],
    ['const o = { f: () => a > 1 }; o.f();', ['a > 1']],
  ])('%s has the conditions %j', (statement, texts) => {
    const { conditions } = explain(`export function run(a: number) { ${statement} }`, 9);
    expect(conditions.map((condition) => condition.text)).toEqual(texts);
  });

  it('evaluates each operand once, in its order, and only if reached', () => {
    const { result, comparisons } = explain(`
      const log: string[] = [];
      const see = <T>(name: string, value: T): T => { log.push(name); return value };
      export function run() {
        if (see('a', 1) > see('b', 2) && see('c', 3) > see('d', 4)) log.push('no');
        if (see('e', 1) < see('f', 2) || see('g', 3) > see('h', 4)) log.push('yes');
        return log.join('');
      }`);
    expect(result).toBe('abefyes');
    expect(comparisons.map(({ left, right }) => [left, right])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('keeps the operands of a recursive comparison apart', () => {
    const { comparisons } = explain(
      'const f = (n: number): number => (n === 0 ? 0 : f(n - 1) + 1);\nexport const run = () => 2 < f(2);',
    );
    expect(comparisons.at(-1)).toEqual({ result: false, left: 2, operator: '<', right: 2 });
    expect(comparisons.slice(0, 3).map(({ left }) => left)).toEqual([2, 1, 0]);
  });

  it('leaves `this`, `super` and generators as they are', () => {
    const { result } = explain(`
      class A { x = 3; over(n: number) { return this.x > n } }
      class B extends A { override over(n: number) { return super.over(n) || this.x > 2 && n > 100 } }
      function* g(): Generator<boolean> { if ((yield true) === false) return; yield 1 < 2 }
      export const run = () => [new B().over(1), new B().over(5), ...g()];`);
    expect(result).toEqual([true, false, true, true]);
  });
});
