import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../src/compile/node';
import { createKernel, prepareRealm, type Halt, type Kernel, type KernelOptions, type ProgramFactory } from './index';

/** Compiles a module as a learner's is and calls its `main`, which may ask `look` for what is left. */
function run(source: string, options: KernelOptions = {}, look?: (kernel: Kernel) => unknown) {
  prepareRealm();
  const compiled = compileProgram(source, { requiredExport: 'main' });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  const factory = new Function(`return ${compiled.program.code}`)() as ProgramFactory;
  const seen: unknown[] = [];
  const kernel = createKernel(options);
  const loaded = kernel.load(factory);
  if (!loaded.ok) throw loaded.error;
  const main = loaded.exports['main'] as (look: () => void) => unknown;
  const halt: Halt = kernel.run(() => main(() => seen.push(look?.(kernel))));
  return { halt, seen };
}

const SLEEP = `const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));`;

describe('a deadlock', () => {
  it('names the await of a promise that never settles', () => {
    const { halt } = run(`${SLEEP}
      async function reply() {
        await sleep(7);
        await new Promise(() => {});
      }
      export async function main() {
        await reply();
      }`);
    expect(halt.kind).toBe('deadlock');
    expect(halt.message).toContain(
      'at virtual time 7 ms, and a call has not ended. It waits at the awaits of lines 7 and 4.',
    );
    expect(halt.blocked!.map(({ loc }) => loc!.line)).toEqual([7, 4]);
  });

  it('names the awaits inside async generators, and no longer those that went on', () => {
    const { halt } = run(`${SLEEP}
      async function* pages() {
        await sleep(1);
        yield 1;
        await new Promise(() => {});
      }
      async function* all() {
        await null;
        yield* pages();
      }
      export async function main() {
        const it = all();
        await it.next();
        await it.next();
      }`);
    expect(halt.kind).toBe('deadlock');
    expect(halt.blocked!.map(({ loc }) => loc!.line)).toEqual([14, 5]);
    expect(halt.loc).toEqual({ line: 14 });
  });
});

describe('a run that does not end', () => {
  it('of awaits that never let time move names the loop', () => {
    const { halt } = run(`
      export async function main() {
        let open = true;
        setTimeout(() => { open = false; }, 1);
        while (await open) {}
      }`);
    expect([halt.kind, halt.loc]).toEqual(['microtask-loop', { line: 5 }]);
    expect(halt.message).toContain('The last line that ran and is counted was line 5.');
  });

  it('of a timer that sets itself for ever names who waits', () => {
    const { halt } = run(`
      export async function main() {
        const again = () => { setTimeout(again, 0); };
        again();
        await new Promise(() => {});
      }`);
    expect([halt.kind, halt.loc]).toEqual(['livelock', { line: 5 }]);
    expect(halt.message).toContain('It waits at the await of line 5.');
  });

  it('of virtual time beyond its budget says so, and one within it ends', () => {
    const polls = `${SLEEP}
      export async function main() { for (let left = 10; left > 0; left -= 1) await sleep(1000); }`;
    expect(run(polls, { budget: { virtualMs: 10_000 } }).halt.kind).toBe('done');
    expect(run(polls, { budget: { virtualMs: 9_999 } }).halt).toMatchObject({
      kind: 'budget',
      message: 'The run went past 9,999 ms of virtual time. It waits at the await of line 2.',
      loc: { line: 2 },
    });
  });

  it('of memory names the line', () => {
    const { halt } = run(
      `export function main() {
        const all = new Map<number, string>();
        for (let key = 0; ; key += 1)
          all.set(key, 'x'.repeat(100));
      }`,
      { budget: { allocated: 1_000_000 } },
    );
    expect(halt.kind).toBe('memory');
    expect(halt.message).toContain('The program asked for more than 1,000,000 elements and characters in one run.');
    expect(halt.loc).toEqual({ line: 3 });
  });
});

describe('what is left behind', () => {
  it('of a forgotten await is seen right after the answer, with the line that it waits at', () => {
    const { seen } = run(
      `${SLEEP}
      const rows: number[] = [];
      async function save(row: number) {
        await sleep(5);
        rows.push(row);
      }
      async function put(row: number) { save(row); return 'saved'; }
      async function putWell(row: number) { await save(row); return 'saved'; }
      export async function main(look: () => void) {
        void (await putWell(1)); look();
        void (await put(2)); look();
        await sleep(10); look();
      }`,
      {},
      (kernel) => kernel.leavings().floating.map(({ loc }) => loc?.line),
    );
    // \`main\` itself is not asked for until it has answered.
    expect(seen.map((lines) => (lines as number[]).filter((line) => line === 4))).toEqual([[], [4], []]);
  });

  it('of a timer after close is seen until it is cleared', () => {
    const { seen } = run(
      `class Cache {
        #sweeper = setInterval(() => {}, 60_000);
        #warm = setTimeout(() => {}, 10);
        close() { clearInterval(this.#sweeper); }
        closeWell() { this.close(); clearTimeout(this.#warm); }
      }
      export function main(look: () => void) {
        const one = new Cache(); look(); one.close(); look(); one.closeWell(); look();
      }`,
      {},
      (kernel) => kernel.leavings().timers,
    );
    expect(seen).toEqual([[{ due: 10 }, { due: 60_000, everyMs: 60_000 }], [{ due: 10 }], []]);
  });
});
