import { describe, expect, it } from 'vitest';
import { Halted, load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

/** Each on line 2 of its text. */
const ENDLESS: readonly string[] = [
  'while (true) {}',
  'for (;;);',
  'do {} while (true);',
  'for (const x of (function* () { for (;;) yield 1 })()) x;',
  'a: for (;;) { for (;;) continue a; }',
  'for (;;) { try { for (;;); } catch { continue } }',
  'for (;;) { try { for (;;); } finally { continue } }',
  'for (;;) try { throw 1 } catch (e) { continue } finally { continue }',
  'const f = (): void => { try { for (;;); } catch ({ message }) { f() } finally { f() } }; f();',
  'const f = (n: number): number => { try { return n > 60 ? 0 : f(n + 1) + f(n + 1) } catch { return f(0) } }; f(0);',
  'const a = (n: number): void => n > 60 ? undefined : (b(n + 1), b(n + 1)); const b = (n: number): void => (a(n), a(n)); a(0);',
  'const o = { get x(): number { for (;;); } }; try { o.x } catch { for (;;); }',
  'class A { static { for (;;); } }',
  'const it = { [Symbol.iterator]: () => ({ next: () => ({ done: false, value: 1 }), return: () => { for (;;); } }) }; for (const x of it) { for (;;); }',
  'const { x = (() => { for (;;); })() } = { x: undefined };',
  'new Array(1).fill(0).map(() => { for (;;); });',
  'label: { try { for (;;); } finally { break label } }',
];

describe('a budget', () => {
  it.each(ENDLESS)('stops %s', (text) => {
    const compiled = compileProgram(`export function run() {\n${text}\n}`);
    if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
    for (const code of [compiled.program.code, compiled.program.explainCode]) {
      const runtime = new TrivialRuntime({ budget: 100_000 });
      const { run } = load(code, runtime);
      expect(run as () => void).toThrow(Halted);
      expect(runtime.ticks.at(-1)?.line).toBe(2);
      expect(runtime.count).toBeLessThan(110_000);
    }
  });

  it.each(['for (;;);', 'namespace N { export const a = 1; while (true); }'])(
    'stops %s while the module loads',
    (text) => {
      const compiled = compileProgram(`\n${text}`);
      if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
      const runtime = new TrivialRuntime({ budget: 5_000 });
      expect(() => load(compiled.program.code, runtime)).toThrow('budget spent at line 2');
    },
  );

  it('stops an endless async loop, and its generators leave nothing uncounted', async () => {
    const compiled = compileProgram(
      'async function* g() { try { for (;;) yield 1 } finally { for (;;); } }\nexport async function run() { for (;;) { try { for await (const x of g()) { for (;;); } } catch { continue } finally { continue } } }',
    );
    if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
    const runtime = new TrivialRuntime({ budget: 50_000 });
    // Lowered as it is, the iterator's closing waits for a job after the halt; nothing of the program runs in it.
    void (load(compiled.program.code, runtime)['run'] as () => Promise<unknown>)().catch(() => undefined);
    for (let job = 0; job < 100; job += 1) await null;
    expect(runtime.halted).toBe(true);
    expect(runtime.count).toBeLessThan(60_000);
  });
});
