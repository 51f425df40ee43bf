import ts from 'typescript-lowering';
import { load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

/** What counting costs on one shape of program. */
export interface CountingCost {
  readonly shape: string;
  /** Nanoseconds a turn or call of the text as TypeScript alone emits it. */
  readonly plainNs: number;
  /** Time of the counted program as a multiple of the plain one. */
  readonly ratio: number;
}

interface Shape {
  readonly name: string;
  /** Exports `run`, which takes tens of milliseconds. */
  readonly source: string;
  /** Turns and calls of one `run`. */
  readonly turns: number;
}

const SHAPES: readonly Shape[] = [
  {
    name: 'empty loop',
    turns: 4e7,
    source: 'export function run() { let t = 0; for (let i = 0; i < 4e7; i++) t = (t + i) | 0; return t }',
  },
  {
    name: 'sum of an array',
    turns: 3e7,
    source:
      'const a = new Float64Array(1000).fill(1.5); export function run() { let t = 0; for (let r = 0; r < 3e4; r++) for (let i = 0; i < a.length; i++) t += a[i]!; return t }',
  },
  {
    name: 'short inner loops',
    turns: 2.4e7,
    source:
      'const a = [1, 2, 3, 4]; function f(x: number) { let t = 0; for (const v of a) t = (t + v + x) | 0; return t } export function run() { let t = 0; for (let i = 0; i < 4e6; i++) t = (t + f(i)) | 0; return t }',
  },
  {
    name: 'binary search',
    turns: 1.2e7,
    source:
      'const a = Array.from({ length: 4096 }, (_, i) => i); function find(x: number) { let lo = 0, hi = a.length; while (lo < hi) { const mid = (lo + hi) >> 1; if (a[mid]! < x) lo = mid + 1; else hi = mid } return lo } export function run() { let t = 0; for (let i = 0; i < 1e6; i++) t = (t + find(i & 4095)) | 0; return t }',
  },
  {
    name: 'map of counters',
    turns: 2e6,
    source:
      'export function run() { const m = new Map<number, number>(); for (let i = 0; i < 2e6; i++) { const k = i & 1023; m.set(k, (m.get(k) ?? 0) + 1) } return m.size }',
  },
  {
    name: 'recursion (fib)',
    turns: 4_356_617,
    source:
      'function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) } export function run() { return fib(31) }',
  },
  {
    name: 'callbacks',
    turns: 4e6,
    source:
      'const a = Array.from({ length: 1000 }, (_, i) => i); export function run() { let t = 0; for (let r = 0; r < 2000; r++) t += a.map((x) => x + 1).filter((x) => x % 2 === 0).length; return t }',
  },
  {
    name: 'generator',
    turns: 4e6,
    source:
      'function* numbers(n: number) { for (let i = 0; i < n; i++) yield i } export function run() { let t = 0; for (const x of numbers(2e6)) t += x; return t }',
  },
];

/** Each shape, counted against plain: the best of `rounds`, taken in turns so that both see the same machine. */
export function measureCounting(rounds = 7): CountingCost[] {
  return SHAPES.map(({ name, source, turns }) => {
    const counted = compileProgram(source);
    if (!counted.ok) throw new Error(counted.problems[0]?.message ?? name);
    const runs = [plainFactory(source), counted.program.code].map(
      (code) => load(code, new TrivialRuntime())['run'] as () => unknown,
    );
    const best = runs.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, run] of runs.entries()) {
        const start = performance.now();
        run();
        best[index] = Math.min(best[index] ?? 0, performance.now() - start);
      }
    }
    const [plainMs = 0, countedMs = 0] = best;
    return { shape: name, plainNs: (plainMs * 1e6) / turns, ratio: countedMs / plainMs };
  });
}

/** What the same text costs without Drydock. */
function plainFactory(source: string): string {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
  });
  return `(function ($k, exports) {\n${outputText}\n})`;
}

/** Milliseconds of one `compileProgram` of `source`: the first, and the median of the next twenty. */
export function measureCompile(source: string): { readonly firstMs: number; readonly medianMs: number } {
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    compileProgram(source);
    return performance.now() - start;
  });
  const warm = times.slice(1).toSorted((a, b) => a - b);
  return { firstMs: times[0] ?? 0, medianMs: warm[10] ?? 0 };
}
