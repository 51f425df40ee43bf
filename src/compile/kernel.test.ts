import { Script } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { createKernel, type Halt, type ProgramFactory } from '../../engines/kernel/index';
import { compileProgram } from './node';
import { locateInStack } from './source-map';

/** Compiles `source`, runs its `main` on a kernel and answers how both builds ended, which must be the same. */
function run(source: string): { readonly halt: Halt; readonly steps: number; readonly answer: unknown } {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  const { code, map, explainCode, explainMap } = compiled.program;
  const [counted, explained] = [
    [code, map],
    [explainCode, explainMap],
  ].map(([text = '', textMap = '']) => {
    const kernel = createKernel({
      budget: { steps: 200_000 },
      locate: (error) => locateInStack((error as Error).stack ?? '', textMap, 'program-under-test', 0),
    });
    const factory = new Script(text, { filename: 'program-under-test' }).runInThisContext() as ProgramFactory;
    const loaded = kernel.load(factory);
    if (!loaded.ok) return { halt: loaded.halt, steps: kernel.steps, answer: undefined };
    let answer: unknown;
    const halt = kernel.run(() => {
      const result = (loaded.exports['main'] as () => unknown)();
      void Promise.resolve(0);
      return typeof (result as Promise<unknown> | undefined)?.then === 'function'
        ? (result as Promise<unknown>).then((value) => (answer = value))
        : (answer = result);
    });
    return { halt, steps: kernel.steps, answer };
  });
  // Where a stack overflows depends on the size of its frames.
  const comparable = counted?.halt.kind === 'recursion' ? { ...counted, steps: explained?.steps } : counted;
  expect(explained).toEqual(comparable);
  return counted ?? { halt: { kind: 'done', message: '' }, steps: 0, answer: undefined };
}

describe('a compiled program on the kernel', () => {
  it('awaits in virtual time', () => {
    const { halt, answer } = run(`
      const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
      async function* ticks(n: number) { for (let i = 0; i < n; i++) { await sleep(1000); yield Date.now() } }
      export async function main() {
        const start = Date.now();
        const seen: number[] = [];
        for await (const t of ticks(3)) seen.push(t - start);
        const { first, ...rest } = { first: seen[0], second: seen[1], third: seen[2] };
        return [first, { ...rest }];
      }`);
    expect(halt.kind).toBe('done');
    expect(answer).toEqual([1000, { second: 2000, third: 3000 }]);
  });

  it.each([
    ['sync-loop', 'export function main() {\n  for (;;) {}\n}', 2],
    [
      'sync-loop',
      'export async function main() {\n  try {\n    while (true);\n  } catch { return 1 } finally { return 2 }\n}',
      3,
    ],
    ['sync-loop', 'for (;;);\nexport const main = () => 1;', 1],
    ['deadlock', 'export async function main() {\n  await null;\n  await new Promise(() => {});\n}', 3],
    ['refused', 'export function main() {\n  try { return fetch("x") } catch { return 1 }\n}', 2],
    ['recursion', 'export function main(): number {\n  return main() + 1;\n}', 2],
    ['unhandled', 'export function main() {\n  void Promise.reject(new Error("lost"));\n}', 2],
    ['unhandled', 'export const main = 1;\n\nthrow new Error("at load");', 3],
  ])('halts with %s and its line', (kind, source, line) => {
    const { halt } = run(source);
    expect(halt.kind).toBe(kind);
    expect(halt.loc?.line ?? halt.blocked?.[0]?.loc?.line).toBe(line);
  });

  it('counts exactly', () => {
    const { steps } = run('export function main() { for (let i = 0; i < 1000; i++); return 1 }');
    expect(steps).toBe(1001);
  });
});
