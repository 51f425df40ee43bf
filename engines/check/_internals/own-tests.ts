import { createKernel, type Budget, type ProgramFactory } from '../../kernel';
import type { SourceLocation } from '../types';

/**
 * What a module of tests exports as `drydockTests`: its tests in order. `run` never rejects: it tells what went wrong by
 * `report`, with what was thrown where there is anything.
 */
export interface OwnTests {
  readonly names: readonly string[];
  run(index: number, program: unknown, report: (message: string, thrown?: unknown) => void): unknown;
}

/** How one test ended. */
export interface OwnTestResult {
  readonly name: string;
  readonly passed: boolean;
  /** Why it failed. */
  readonly message?: string;
  /** The line of the test. */
  readonly loc?: SourceLocation;
}

/** All tests of a module, held against one program; or why the tests themselves cannot run. */
export type OwnTestsOutcome =
  | { readonly ok: true; readonly results: readonly OwnTestResult[] }
  | { readonly ok: false; readonly fault: string; readonly loc?: SourceLocation };

export interface OwnTestsOptions {
  /** The compiled tests: exports `drydockTests`. */
  readonly tests: ProgramFactory;
  readonly program: ProgramFactory;
  /** Limits of one test; default as below. */
  readonly budget?: Partial<Budget>;
  /** Finds the line of the tests that an error came from. */
  readonly locate?: (error: unknown) => SourceLocation | undefined;
}

/** A tenth of what a judged case may take: a test that needs more is stuck, and a bank has many programs to be stuck in. */
const BUDGET: Partial<Budget> = { steps: 2_000_000, timers: 50_000, jobsPerInstant: 50_000 };

/**
 * Runs a learner's own tests on one program, each in a kernel of its own: a program that hangs or dies in one test is met
 * fresh by the next. Never throws what tests or program threw.
 */
export function runOwnTests(options: OwnTestsOptions): OwnTestsOutcome {
  const { locate } = options;
  const kernelOf = () =>
    createKernel({ budget: { ...BUDGET, ...options.budget }, ...(locate === undefined ? {} : { locate }) });
  const first = createTests(kernelOf(), options.tests, locate);
  if ('fault' in first) return { ok: false, ...first };
  const { names } = first.tests;
  if (names.length === 0) {
    return { ok: false, fault: 'There is no test yet. Write one: test(name, (program) => { ... }).' };
  }
  const results: OwnTestResult[] = [];
  for (let index = 0; index < names.length; index += 1) {
    results[results.length] = runOne(kernelOf(), index, names[index] ?? '', options);
  }
  return { ok: true, results };
}

type Kernel = ReturnType<typeof createKernel>;

function createTests(
  kernel: Kernel,
  factory: ProgramFactory,
  locate: OwnTestsOptions['locate'],
): { readonly tests: OwnTests } | { readonly fault: string; readonly loc?: SourceLocation } {
  const loaded = kernel.load(factory);
  if (loaded.ok) return { tests: loaded.exports['drydockTests'] as OwnTests };
  const loc = loaded.halt.loc ?? locate?.(loaded.error);
  return { fault: `The tests could not be loaded: ${loaded.message}`, ...(loc === undefined ? {} : { loc }) };
}

function runOne(kernel: Kernel, index: number, name: string, options: OwnTestsOptions): OwnTestResult {
  const failed = (message: string, loc?: SourceLocation): OwnTestResult => ({
    name,
    passed: false,
    message,
    ...(loc === undefined ? {} : { loc }),
  });
  const loaded = kernel.load(options.program);
  if (!loaded.ok) return failed(`The program could not be loaded: ${loaded.message}`);
  const made = createTests(kernel, options.tests, options.locate);
  if ('fault' in made) return failed(made.fault, made.loc);
  let told: OwnTestResult | undefined;
  const halt = kernel.run(() =>
    made.tests.run(index, loaded.exports, (message, thrown) => {
      told ??= failed(message, thrown === undefined ? undefined : options.locate?.(thrown));
    }),
  );
  if (told !== undefined) return told;
  return halt.kind === 'done' ? { name, passed: true } : failed(halt.message, halt.loc);
}
