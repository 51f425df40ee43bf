import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExercise, type BuiltExercise } from '../packs/build';
import { writeFixturePack } from '../packs/fixture-pack';
import { gradeProgram, type Graded } from './grade-program';
import { verdictOf } from './grade-result';

let folder = '';
let built: BuiltExercise;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-grade-'));
  await writeFixturePack(folder);
  const exercise = await buildExercise(folder, 'counter');
  if (!exercise.ok) throw new Error(JSON.stringify(exercise.problems));
  built = exercise.value;
});
afterAll(() => rm(folder, { recursive: true }));

/** Grades a program against the fixture's second rung: `createCounter(step).next()` answers step, 2 × step, ... */
async function grade(
  source: string,
  silenceMs = 20_000,
  residentMb = 1024,
): Promise<Graded & { readonly verdict: string }> {
  const rung = built.exercise.rungs[1]!;
  const graded = await gradeProgram({
    built,
    rung,
    source,
    fileName: 'solution.ts',
    seed: 1,
    runs: 30,
    facts: rung.facts,
    limits: { silenceMs, residentMb },
  });
  return { ...graded, verdict: verdictOf(graded.rules, graded.halt) };
}

const CORRECT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }';

describe('a graded program', () => {
  it('passes when it is right, every rule told in the order of the exercise', async () => {
    expect(await grade(CORRECT)).toMatchObject({
      verdict: 'pass',
      rules: [
        { rule: 'counts', verdict: 'pass' },
        { rule: 'steps', verdict: 'pass' },
      ],
    });
  });

  it('fails by the rule it breaks, with the smallest run that shows it', async () => {
    const graded = await grade(CORRECT.replace('(n += step)', '(n += n > 3 ? 0 : step)'));
    expect(graded).toMatchObject({
      verdict: 'fail',
      rules: [{ rule: 'counts', verdict: 'fail' }, { verdict: 'pass' }],
    });
    expect(graded.rules[0]?.counterexample).toMatchObject({ input: 3, expected: 6, actual: 4 });
  });

  it('never fails for its types', async () => {
    expect(await grade(CORRECT.replace('step: number', 'step: string'))).toMatchObject({ verdict: 'pass' });
  });

  it('leaves nothing behind in the temporary folder', async () => {
    const runs = async (): Promise<string[]> =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('drydock-run-'));
    const before = await runs();
    await grade(CORRECT);
    expect((await runs()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

/** A regular expression that backtracks without an end: one built-in call, which no counter sees. */
const SILENT = `export function createCounter() {\n  return /^(a+)+$/.test('${'a'.repeat(60)}b');\n}`;

describe('a program that faults fails, with its line where there is one', () => {
  it.each<[string, string, { kind: string; line?: number; message: RegExp }]>([
    ['a syntax error', 'const a = 1;\nconst b = ;\n', { kind: 'syntax', line: 2, message: /./ }],
    ['an empty file', '\n', { kind: 'empty', message: /createCounter/ }],
    ['no such export', 'export const other = 1;', { kind: 'missing-export', message: /createCounter/ }],
    ['an export of the wrong kind', 'export const createCounter = 3;', { kind: 'load', message: /is a number/ }],
    [
      'a throw at load',
      `const a = 1;\nthrow new Error('early');\n${CORRECT}`,
      { kind: 'load', line: 2, message: /Error: early/ },
    ],
    [
      'a throw in a run',
      'export function createCounter() {\n  return null!.x;\n}',
      { kind: 'unhandled', line: 2, message: /TypeError/ },
    ],
    [
      'an endless loop',
      'export function createCounter() {\n  for (;;);\n}',
      { kind: 'sync-loop', line: 2, message: /./ },
    ],
    ['an endless loop at load', `\n\nwhile (true) {}\n${CORRECT}`, { kind: 'sync-loop', line: 3, message: /./ }],
    [
      'an endless microtask loop',
      `const again = () => queueMicrotask(again);\nagain();\n${CORRECT}`,
      { kind: 'microtask-loop', message: /./ },
    ],
    [
      'recursion without an end',
      'export function createCounter(n: number): unknown {\n  return createCounter(n + 1);\n}',
      { kind: 'recursion', message: /call stack/ },
    ],
    [
      'a memory bomb',
      'export function createCounter() {\n  const all = [];\n  for (;;) all.push({ a: [1, 2, 3] }, [4, 5, 6]);\n}',
      { kind: 'memory', message: /memory/ },
    ],
    ['a network call', `${CORRECT}\nfetch('https://example.org');`, { kind: 'refused', line: 2, message: /fetch/ }],
    ['an import', `import fs from 'node:fs';\n${CORRECT}`, { kind: 'refused', line: 1, message: /import/ }],
    ['a dynamic import', `${CORRECT}\nimport('node:fs');`, { kind: 'refused', line: 2, message: /import/ }],
  ])('%s', async (_what, source, { kind, line, message }) => {
    const graded = await grade(source);
    expect(graded).toMatchObject({ verdict: 'fail', rules: [], halt: { kind } });
    expect(graded.halt?.message).toMatch(message);
    if (line !== undefined) expect(graded.halt?.line).toBe(line);
  });

  it('a bomb of buffers, by whichever budget it meets first', async () => {
    const graded = await grade(
      'export function createCounter() {\n  const all = [];\n  for (;;) all.push(new Uint8Array(4e6));\n}',
    );
    expect(graded).toMatchObject({ verdict: 'fail', rules: [] });
    expect(['memory', 'budget', 'sync-loop']).toContain(graded.halt?.kind);
  });

  it('ten million log lines are cut, and judged', async () => {
    const loud = CORRECT.replace('let n = 0;', 'for (let i = 0; i < 1e7; i += 1) console.log(i); let n = 0;');
    expect((await grade(loud)).verdict).not.toBe('unknown');
  });

  it('an answer of the wrong type fails by its rule', async () => {
    const graded = await grade('export function createCounter() { return { next: () => "2" }; }');
    expect(graded).toMatchObject({
      verdict: 'fail',
      rules: [{ rule: 'counts', verdict: 'fail' }, { verdict: 'fail' }],
    });
  });

  it('silence decides nothing, and says why', async () => {
    expect(await grade(SILENT, 1500)).toMatchObject({ verdict: 'unknown', rules: [], halt: { kind: 'silence' } });
  });
});

describe('the outer guard', () => {
  it('ends a process by all of its memory, where the system tells it', async () => {
    const kind = process.platform === 'linux' ? 'memory' : 'silence';
    expect(await grade(SILENT, 3000, 10)).toMatchObject({ halt: { kind } });
  });
});

/** Programs that are wrong and try to be taken for right. */
const WRONG = 'export function createCounter(step: number) { return { next: () => 0 * step }; }';

describe('a wrong program fails also when it', () => {
  it.each<[string, string]>([
    [
      'patches array methods',
      'Array.prototype.push = () => 0; Array.prototype.map = () => []; Array.prototype.every = () => true;',
    ],
    ['patches JSON', 'JSON.stringify = () => "[]"; (Object.prototype as any).toJSON = () => 2;'],
    [
      'patches promises',
      'Promise.prototype.then = function () { return this; }; (globalThis as any).Promise = class {};',
    ],
    ['patches functions', 'Function.prototype.call = () => 2 as any; Function.prototype.apply = () => 2 as any;'],
    ['patches Object', 'Object.keys = () => []; Object.defineProperty = () => 2 as any; Object.is = () => true;'],
    ['patches maps', 'Map.prototype.get = () => 2; Map.prototype.set = function () { return this; };'],
    [
      'sets traps on Object.prototype',
      `for (const key of ['kind', 'data', 'type', 'id', 'result', 'halted', 'cmd', 'value', 'oncomplete', 'domain', 'handle'])
        Object.defineProperty(Object.prototype, key, { get() { return 2; }, set() {}, configurable: true });`,
    ],
    [
      'sets traps on Array.prototype',
      `for (let key = 0; key < 40; key += 1)
        Object.defineProperty(Array.prototype, key, { get() { return 2; }, set() {}, configurable: true });`,
    ],
    ['freezes prototypes', 'Object.freeze(Object.prototype); Object.freeze(Array.prototype);'],
    ['throws on iteration', 'Array.prototype[Symbol.iterator] = () => { throw new Error("no"); };'],
    ['sets the species', 'Object.defineProperty(Array, Symbol.species, { get() { throw new Error("no"); } });'],
  ])('%s', async (_what, attack) => {
    const graded = await grade(`${attack}\n${WRONG}`, 5000);
    expect(graded.verdict).toBe('fail');
  });

  it.each<[string, string]>([
    [
      'an object that says it is every number',
      '{ valueOf: () => 2, toString: () => "2", [Symbol.toPrimitive]: () => 2 }',
    ],
    ['a proxy', 'new Proxy({}, { get: () => 2, ownKeys: () => { throw new Error("no"); } })'],
    ['an object with a getter that throws', '{ get a() { throw new Error("no"); } }'],
    ['a thenable', '{ then(resolve: (value: number) => void) { resolve(2); } }'],
    ['a cycle', '(() => { const a: any = {}; a.a = a; return a; })()'],
    ['very many members', 'Array.from({ length: 1e5 }, (_, i) => i)'],
  ])('answers with %s', async (_what, answer) => {
    const graded = await grade(`export function createCounter() { return { next: () => (${answer}) }; }`, 5000);
    expect(graded.verdict).toBe('fail');
  });
});

describe('a program has no way', () => {
  /** What an expression gives inside the program: thrown, so that the report says it. */
  async function seen(expression: string): Promise<string> {
    const graded = await grade(
      `export function createCounter() {\n  throw new Error('saw ' + String(${expression}));\n}`,
    );
    return /saw (.*)/s.exec(graded.halt?.message ?? '')?.[1] ?? graded.halt?.message ?? '';
  }

  it.each<[string, string, RegExp]>([
    ['to process by its name', 'typeof process', /^undefined/],
    ['to require by its name', 'typeof require', /^undefined/],
    ['to process by the global object', 'typeof (globalThis as any).process', /^undefined/],
    ['to the global object by a plain call', '(function (this: any) { return this; })()', /^undefined/],
    [
      'to text as code',
      '(() => { try { return (() => 0).constructor("return typeof process")(); } catch (e) { return "refused " + e; } })()',
      /^refused/,
    ],
    [
      'to text as code by a generator',
      '(() => { try { return (function* () {}).constructor("yield typeof process")().next().value; } catch (e) { return "refused " + e; } })()',
      /^refused/,
    ],
    [
      'to the functions of its stack',
      `(() => {
        let found = 'nothing';
        try {
          (Error as any).prepareStackTrace = (_: unknown, frames: any[]) =>
            (found = frames.map((frame) => typeof frame.getFunction() + typeof frame.getThis()).join());
          String(new Error('x').stack);
        } catch {}
        return found.replaceAll('undefined', '');
      })()`,
      /^(nothing|,*$)/,
    ],
    [
      'to its caller',
      '(() => { try { return typeof (createCounter as any).caller; } catch (e) { return "refused"; } })()',
      /^(refused|undefined|object)/,
    ],
  ])('%s', async (_what, expression, expected) => {
    expect(await seen(expression)).toMatch(expected);
  });
});
