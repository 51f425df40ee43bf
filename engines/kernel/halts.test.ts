import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../src/compile/node';
import { createKernel, reduce, type ConsoleLine, type Halt, type Kernel, type ProgramFactory } from './index';

interface Ran {
  readonly halt: Halt;
  readonly kernel: Kernel;
  readonly lines: readonly ConsoleLine[];
  readonly answer: unknown;
}

/** Compiles a module as a learner's is, and calls its `main`. */
function run(source: string, options: Parameters<typeof createKernel>[0] = {}): Ran {
  const compiled = compileProgram(source, { requiredExport: 'main' });
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('\n'));
  const factory = new Function(`return ${compiled.program.code}`)() as ProgramFactory;
  const lines: ConsoleLine[] = [];
  const kernel = createKernel({ onConsole: (line) => lines.push(line), ...options });
  const loaded = kernel.load(factory);
  let answer: unknown;
  const halt = loaded.ok ? kernel.run(() => (answer = (loaded.exports['main'] as () => unknown)())) : loaded.halt;
  return { halt, kernel, lines, answer };
}

describe('a halt', () => {
  it('of an endless loop names the line, and no catch or finally swallows it', () => {
    const { halt, lines } = run(`
      export function main() {
        try {
          while (true) {}
        } catch { console.log('caught'); } finally { console.log('finally'); }
        console.log('went on');
      }`);
    expect(halt).toMatchObject({ kind: 'sync-loop', loc: { line: 4 } });
    expect(halt.message).toMatch(/^More than 20,000,000 loop turns and calls without an end\. .*line 4/);
    expect(lines).toEqual([]);
  });

  it('in an async function, a promise handler, a getter or a callback is swallowed by nothing', () => {
    for (const body of [
      `try { await (async () => { try { for (;;) {} } finally { console.log(1); } })(); } catch { console.log(2); }`,
      `await Promise.resolve().then(() => { for (;;) {} }).catch(() => console.log(3)).finally(() => console.log(4));`,
      `new Promise(() => { for (;;) {} }).catch(() => console.log(5));`,
      `try { [1].map(() => { for (;;) {} }); } catch { console.log(6); }`,
      `try { await { then() { for (;;) {} } }; } catch { console.log(7); }`,
      `try { await { get then() { for (;;) {} } }; } catch { console.log(8); }`,
      `setTimeout(() => console.log(9), 0); queueMicrotask(() => { for (;;) {} }); await 1; console.log(10);`,
      `await Promise.all({ [Symbol.iterator]() { for (;;) {} } } as never).catch(() => console.log(11));`,
      `for await (const x of (async function* () { try { for (;;) {} } finally { console.log(12); yield 1; } })()) console.log(13, x);`,
    ]) {
      const { halt, lines } = run(`export async function main() { ${body} }`, { budget: { steps: 100_000 } });
      expect([halt.kind, lines.map((line) => line.text)], body).toEqual(['sync-loop', []]);
    }
  });

  it('of two mutexes taken in opposite order is a deadlock', () => {
    const { halt } = run(`
      class Mutex {
        private waiting: (() => void)[] = [];
        private held = false;
        async lock() { while (this.held) await new Promise<void>((resolve) => this.waiting.push(resolve)); this.held = true; }
        unlock() { this.held = false; this.waiting.shift()?.(); }
      }
      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      export async function main() {
        const a = new Mutex(), b = new Mutex();
        await Promise.all([
          (async () => { await a.lock(); await sleep(5); await b.lock(); })(),
          (async () => { await b.lock(); await sleep(5); await a.lock(); })(),
        ]);
      }`);
    expect(halt.kind).toBe('deadlock');
    expect(halt.message).toMatch(
      /^Nothing is left that could happen at virtual time 5 ms.* It waits at the awaits of lines /,
    );
    const lines = halt.blocked!.map(({ loc }) => loc!.line);
    // The two inner locks, and the `lock` that each waits in; and `main`, which waits for both.
    expect(new Set(lines)).toEqual(new Set([5, 11, 12, 13]));
  });

  it('of awaits that never let time move is a microtask loop', () => {
    const { halt } = run(`
      export async function main() {
        let open = true;
        setTimeout(() => { open = false; }, 1);
        while (await open) {}
      }`);
    expect(halt.kind).toBe('microtask-loop');
    expect(halt.message).toMatch(/More than 100,000 promise jobs ran at virtual time 0 ms/);
  });

  it('of a timer that sets itself for ever is a livelock', () => {
    const { halt } = run(`
      export function main() { const again = () => { setTimeout(again, 0); }; again(); return new Promise(() => {}); }`);
    expect(halt.kind).toBe('livelock');
    expect(halt.message).toMatch(/^More than 200,000 timers fired/);
  });

  it('of a stack overflow is recursion, also out of an async function', () => {
    expect(run(`export function main() { const f = (): number => f() + 1; return f(); }`).halt.kind).toBe('recursion');
    expect(
      run(`export async function main() { const f = async (): Promise<number> => (await f()) + 1; return f(); }`).halt
        .kind,
    ).toBe('recursion');
  });

  it('of a name that is not there says why', () => {
    expect(run(`export async function main() { return (globalThis as any).process ?? fetch('x'); }`).halt).toEqual({
      kind: 'refused',
      message: 'fetch is not available here: a program has no network. Everything it needs is passed to it.',
      loc: { line: 1, column: 70 },
    });
  });

  it('of an unhandled rejection or a throw in a timer says what was thrown', () => {
    expect(
      run(`export async function main() { void Promise.reject(new TypeError('no')); await 1; }`).halt.message,
    ).toBe('A promise was rejected and nobody handles it: TypeError: no');
    expect(
      run(
        `export function main() { setTimeout(() => { throw 'text'; }, 5); return new Promise((r) => setTimeout(r, 9)); }`,
      ).halt.message,
    ).toBe('A timer threw and nobody catches it: Error: threw the text "text"');
  });

  it('is final: a halted kernel runs nothing more', () => {
    const { kernel, halt } = run(`export function main() { for (;;) {} }`, { budget: { steps: 1000 } });
    let ran = false;
    expect(kernel.run(() => (ran = true))).toBe(halt);
    expect(ran).toBe(false);
  });
});

describe('the console', () => {
  it('keeps what the cap allows and counts ten million lines more', () => {
    const { lines, halt } = run(
      `export function main() { for (let i = 0; i < 10_000_000; i++) console.log('line', i); }`,
      {
        consoleCap: { lines: 3 },
      },
    );
    expect(halt.kind).toBe('done');
    expect(lines.map((line) => line.text)).toEqual(['line 0', 'line 1', 'line 2', '9,999,997 more lines not kept']);
  });

  it('formats what engines format differently by itself, and bounded', () => {
    const { lines } = run(`
      class Point { x = 1; get y() { throw new Error('never called'); } }
      export function main() {
        const circular: Record<string, unknown> = {};
        circular.self = circular;
        console.log('%s is %d%%', 'x', 5, [1, 'a', undefined, -0, 10n], { a: null, 'b c': new Point() });
        console.warn(new Map([[1, new Set([2])]]), new RangeError('bad'), circular, () => 1, Promise.resolve(), /a+/g);
        console.error('x'.repeat(5000));
        console.group('group'); console.info('in'); console.groupEnd(); console.debug(Symbol('s'));
      }`);
    expect(lines.map(({ level, text }) => `${level}: ${text.slice(0, 140)}`)).toEqual([
      'log: x is 5% [1, "a", undefined, -0, 10n] { a: null, "b c": { x: 1 } }',
      'warn: { "Map(2)": [[1, { "Set(1)": [2] }]] } { name: "RangeError", message: "bad" } { self: [circular] } [function] [promise] "/a+/g"'.replace(
        'Map(2)',
        'Map(1)',
      ),
      `error: ${'x'.repeat(140)}`,
      'log: group',
      'info:   in',
      'debug: "Symbol(s)"',
    ]);
    expect(lines[2]!.text.length).toBe(2000);
  });
});

describe('what a run is told in', () => {
  it('is one trace of plain data, in order, with causes', () => {
    const { kernel } = run(
      `export function main() { const t = setTimeout(() => {}, 9); setTimeout(() => clearTimeout(t), 2); return new Promise((r) => setTimeout(r, 3)); }`,
    );
    expect(kernel.trace.map(({ seq, t, kind, cause }) => [seq, t, kind, cause ?? -1])).toEqual([
      [0, 0, 'timer-set', -1],
      [1, 0, 'timer-set', -1],
      [2, 0, 'timer-set', -1],
      [3, 2, 'timer-fire', 1],
      [4, 2, 'timer-clear', 0],
      [5, 3, 'timer-fire', 2],
    ]);
  });

  it('reduces any value without running its code', () => {
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const deep: unknown[] = [];
    let at = deep;
    for (let index = 0; index < 100; index += 1) at.push((at = []));
    const named = JSON.parse('{"__proto__":1}') as object;
    expect(Object.keys((reduce([named]) as object[])[0]!)).toEqual(['__proto__']);
    expect(reduce([1n, 'a', null, undefined])).toEqual([1n, 'a', null, undefined]);
    expect(reduce(hostile)).toBe('[an object that throws when it is read]');
    expect(JSON.stringify(reduce(deep))).toContain('[array]');
    expect((reduce(new Array(1e6).fill(0)) as unknown[]).length).toBeLessThanOrEqual(10_001);
  });
});
