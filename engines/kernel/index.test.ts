import { describe, expect, it } from 'vitest';
import { createKernel, type Halt } from './index';
import { factoryOf } from './fidelity/lower';

function runProgram(source: string, options: Parameters<typeof createKernel>[0] = {}) {
  const log: unknown[] = [];
  const kernel = createKernel({ onConsole: (line) => log.push(line.text), ...options });
  const loaded = kernel.load(factoryOf(source));
  const halt: Halt = loaded.ok ? kernel.run(() => (loaded.exports['main'] as () => unknown)()) : loaded.halt;
  return { kernel, halt, log, loaded };
}

describe('a kernel', () => {
  it('runs an async program in virtual time within one call', () => {
    const { halt, log, kernel } = runProgram(`
      const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
      exports.main = async () => {
        console.log('a', Date.now() - 1704067200000);
        await sleep(1000);
        console.log('b', Date.now() - 1704067200000, performance.now());
        await Promise.all([sleep(50), sleep(70)]);
        return 5;
      };
    `);
    expect(halt).toEqual({ kind: 'done', message: 'The run ended.' });
    expect(log).toEqual(['a 0', 'b 1000 1000']);
    expect(kernel.now()).toBe(1070);
  });

  it('tells a throw at module level as a result', () => {
    const { loaded } = runProgram(`throw new TypeError('bad');`);
    expect(loaded).toMatchObject({ ok: false, name: 'TypeError', message: 'bad', halt: { kind: 'unhandled' } });
  });

  it('tells a deadlock, a livelock, a microtask loop, a rejection and a stack overflow', () => {
    expect(runProgram(`exports.main = () => new Promise(() => {});`).halt.kind).toBe('deadlock');
    expect(
      runProgram(`const f = () => setTimeout(f, 0); exports.main = () => { f(); return new Promise(() => {}); };`).halt
        .kind,
    ).toBe('livelock');
    expect(runProgram(`exports.main = async () => { while (true) await 1; };`).halt.kind).toBe('microtask-loop');
    expect(runProgram(`exports.main = async () => { Promise.reject(new Error('x')); };`).halt).toMatchObject({
      kind: 'unhandled',
      message: 'A promise was rejected and nobody handles it: Error: x',
    });
    expect(runProgram(`const f = () => f() + 1; exports.main = async () => f();`).halt.kind).toBe('recursion');
  });
});
