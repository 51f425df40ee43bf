import fc from 'fast-check';
import ts from 'typescript-lowering';
import { describe, expect, it } from 'vitest';
import { randomProgram } from './_internals/random-program';
import { Halted, load, TrivialRuntime } from './_internals/trivial-runtime';
import { compileProgram } from './node';

/** Larger programs are left out: what they would show, small ones show. */
const MAX_HITS = 20_000;

interface Observed {
  readonly log: readonly unknown[];
  readonly end: unknown;
}

async function settle(run: unknown): Promise<unknown> {
  try {
    return ['returned', await (run as () => unknown)()];
  } catch (error) {
    return ['threw', error instanceof Error ? error.message : error];
  }
}

/** The text as TypeScript alone would emit it, with the calls that count. */
async function observeNatively(source: string): Promise<Observed & { readonly hits: number }> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.CommonJS },
  });
  const log: unknown[] = [];
  let hits = 0;
  const hit = (): void => {
    hits += 1;
    if (hits > MAX_HITS) throw new Error('too long');
  };
  const runtime = new TrivialRuntime({ globals: { log: (value: unknown) => log.push(value), hit } });
  const exports = load(
    `(function ($k, exports) { const { log, hit } = $k.globals; ${outputText.replace(/Object\.defineProperty\(exports[^\n]*/, '')}\n})`,
    runtime,
  );
  const end = await settle(exports['run']);
  return { log, end, hits };
}

/** `log` is made known as a parameter, since it is no global of a program. */
function compileWithLog(source: string): { readonly code: string; readonly explainCode: string } {
  const compiled = compileProgram(
    `${source}\nlet log = (value: unknown): void => {};\nexport const take = (it: typeof log) => { log = it };`,
  );
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('; '));
  return compiled.program;
}

const choices = fc.array(fc.nat(9_999), { minLength: 80, maxLength: 250 });

describe('a compiled program', () => {
  it('does what the text does, and counts what it does, on random programs', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(choices, async (drawn) => {
        const native = await observeNatively(randomProgram(drawn, 'hit();'));
        fc.pre(native.hits < MAX_HITS);
        const { code, explainCode } = compileWithLog(randomProgram(drawn, ''));
        for (const text of [code, explainCode]) {
          const runtime = new TrivialRuntime();
          const exports = load(text, runtime);
          const log: unknown[] = [];
          (exports['take'] as (it: unknown) => void)((value: unknown) => log.push(value));
          const before = runtime.count;
          const end = await settle(exports['run']);
          expect({ log, end, count: runtime.count - before }).toEqual({
            log: native.log,
            end: native.end,
            count: native.hits,
          });
        }
        compared += 1;
      }),
      { numRuns: 250, seed: 20_260_801 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('cannot swallow a halt, wherever it strikes', async () => {
    let struck = 0;
    await fc.assert(
      fc.asyncProperty(choices, fc.nat(8), async (drawn, when) => {
        const native = await observeNatively(randomProgram(drawn, 'hit();'));
        fc.pre(native.hits < MAX_HITS);
        const { code } = compileWithLog(randomProgram(drawn, ''));
        const runtime = new TrivialRuntime();
        const exports = load(code, runtime);
        let calls = 0;
        (exports['take'] as (it: unknown) => void)(() => {
          expect(runtime.halted, 'the program goes on after the halt').toBe(false);
          if (calls === when) runtime.halt('struck');
          calls += 1;
        });
        const outcome = await (exports['run'] as () => Promise<unknown>)().then(
          () => 'returned',
          (error: unknown) => (error instanceof Halted ? 'halted' : 'threw'),
        );
        if (runtime.halted) struck += 1;
        expect(outcome === 'halted').toBe(runtime.halted);
      }),
      { numRuns: 250, seed: 20_260_802 },
    );
    expect(struck).toBeGreaterThan(50);
  });
});
