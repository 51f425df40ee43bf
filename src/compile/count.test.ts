import { describe, expect, it } from 'vitest';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

/** Compiles and calls `run`; the count without the module's own entry, which is not counted. */
async function countOf(source: string): Promise<number> {
  const compiled = compileProgram(source);
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('; '));
  const counts: number[] = [];
  for (const code of [compiled.program.code, compiled.program.explainCode]) {
    const runtime = new TrivialRuntime();
    const { run } = load(code, runtime);
    try {
      await (run as () => unknown)();
    } catch {
      // How a program ends does not matter to its count.
    }
    counts.push(runtime.count);
  }
  expect(counts[1], 'the explaining build counts the same').toBe(counts[0]);
  return counts[0] ?? -1;
}

const BANK: readonly (readonly [name: string, source: string, count: number])[] = [
  ['one call', 'export function run() {}', 1],
  ['a counted loop', 'export function run() { for (let i = 0; i < 5000; i++) { i; } }', 5001],
  ['a loop without a body', 'export function run() { let i = 0; for (; i++ < 3000; ); }', 3001],
  ['comma loops', 'export function run() { for (let i = 0, j = 9; i < j; i++, j--) i; }', 6],
  ['a body without braces', 'export function run() { let n = 0; while (n < 7) n++; }', 8],
  ['do while', 'export function run() { let n = 0; do n++; while (n < 7); }', 8],
  ['for in', 'export function run() { for (const k in { a: 1, b: 2 }) k; }', 3],
  ['for of', 'export function run() { for (const k of [1, 2, 3]) k; }', 4],
  [
    'nested loops',
    'export function run() { for (let i = 0; i < 50; i++) for (let j = 0; j < 60; j++); }',
    1 + 50 + 3000,
  ],
  [
    'three levels',
    'export function run() { for (let i = 0; i < 9; i++) { for (let j = 0; j < 9; j++) { for (let k = 0; k < 9; k++); } } }',
    1 + 9 + 81 + 729,
  ],
  ['break', 'export function run() { for (;;) { break; } }', 2],
  [
    'break out of two',
    'export function run() { a: for (let i = 0; ; i++) { for (let j = 0; ; j++) { if (j === 4) continue a; if (i === 3) break a; } } }',
    1 + 4 + 3 * 5 + 1,
  ],
  ['return from a loop', 'export function run() { for (let i = 0; ; i++) if (i === 10) return i; }', 12],
  ['return from two', 'export function run() { for (;;) for (let i = 0; ; i++) if (i === 10) return i; }', 1 + 1 + 11],
  ['throw from a loop', 'export function run() { for (let i = 0; ; i++) if (i === 10) throw i; }', 12],
  [
    'a throw inside a call inside a loop',
    'function f(i: number) { if (i === 5) throw i } export function run() { try { for (let i = 0; ; i++) f(i); } catch {} for (let i = 0; i < 3; i++); }',
    1 + 6 + 6 + 3,
  ],
  [
    'fib',
    'const fib = (n: number): number => n < 2 ? n : fib(n - 1) + fib(n - 2); export const run = () => fib(10);',
    1 + 177,
  ],
  [
    'mutual recursion',
    'function a(n: number): void { if (n > 0) b(n - 1) } function b(n: number): void { a(n) } export const run = () => a(10)',
    1 + 21,
  ],
  [
    'getters, setters, methods, constructors',
    'class A { constructor() {} get x() { return 1 } set x(v) {} m() {} static s() {} } export function run() { const a = new A(); a.x = a.x; a.m(); A.s() }',
    6,
  ],
  ['a static block', 'export function run() { class A { static { for (let i = 0; i < 5; i++); } } return A }', 6],
  [
    'a generator read to its end',
    'function* g() { for (let i = 0; i < 5; i++) yield i } export function run() { for (const x of g()) x; }',
    1 + 1 + 5 + 5,
  ],
  [
    'a generator left in the middle',
    'function* g() { for (let i = 0; i < 5; i++) yield i } export function run() { const it = g(); it.next(); it.next(); }',
    1 + 1 + 2,
  ],
  [
    'a generator with an inner loop',
    'function* g() { for (let i = 0; i < 5; i++) { for (let j = 0; j < 10; j++); yield i } } export function run() { g().next(); }',
    1 + 1 + 1 + 10,
  ],
  ['await in a loop', 'export async function run() { for (let i = 0; i < 5; i++) await i; }', 6],
  [
    'for await',
    'async function* g() { yield 1; yield 2 } export async function run() { for await (const x of g()) x; }',
    1 + 1 + 2,
  ],
  ['a loop in a finally', 'export function run() { try { return 1 } finally { for (let i = 0; i < 4; i++); } }', 5],
  [
    'closures of a loop',
    'export function run() { const f = []; for (let i = 0; i < 4; i++) f.push(() => i); return f.map((g) => g()) }',
    1 + 4 + 4 + 4,
  ],
  [
    'a switch in a loop',
    'export function run() { for (let i = 0; i < 9; i++) switch (i) { case 3: continue; case 5: return; } }',
    7,
  ],
  [
    'a namespace',
    'namespace N { for (let i = 0; i < 4; i++); export const x = 1 } export function run() { return N.x }',
    5,
  ],
];

describe('counting', () => {
  it.each(BANK)('%s', async (_name, source, count) => {
    expect(await countOf(source)).toBe(count);
  });

  it('publishes every 1,024 turns, with the line of the loop', () => {
    const compiled = compileProgram('export function run() {\n  let n = 0;\n\n  while (n < 5000) n++;\n}');
    if (!compiled.ok) throw new Error('refused');
    const runtime = new TrivialRuntime();
    (load(compiled.program.code, runtime)['run'] as () => void)();
    expect(runtime.ticks.length).toBe(4);
    for (const tick of runtime.ticks) expect(tick).toMatchObject({ line: 4 });
  });

  it('keeps the line of each await, just before it suspends', async () => {
    const compiled = compileProgram(
      'const log: number[] = [];\nconst f = async (n: number) => {\n  log.push(n);\n  return n;\n};\nexport const run = async () =>\n  (await f(1)) +\n  (await f(2));',
    );
    if (!compiled.ok) throw new Error('refused');
    const runtime = new TrivialRuntime();
    const { run } = load(compiled.program.code, runtime);
    const running = (run as () => Promise<number>)();
    expect(runtime.awaited).toEqual([7]);
    expect(await running).toBe(3);
    expect(runtime.awaited).toEqual([7, 8]);
  });
});
