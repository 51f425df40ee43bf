import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createKernel, type Kernel } from '../index';

/** What the Promises/A+ suite said. */
export interface SuiteResult {
  readonly passed: number;
  readonly failures: readonly string[];
}

interface Test {
  readonly name: string;
  readonly body: (done: (error?: unknown) => void) => unknown;
  readonly before: readonly (() => void)[];
}

/** Collects what the suite's files define by `describe` and `it`, without Mocha and its wall clock. */
function collect(adapter: object): readonly Test[] {
  const tests: Test[] = [];
  const names: string[] = [];
  const hooks: (() => void)[][] = [[]];
  const describe = (name: string, define: () => void): void => {
    names.push(name);
    hooks.push([]);
    define();
    hooks.pop();
    names.pop();
  };
  const it = (name: string, body: Test['body']): void => {
    tests.push({ name: [...names, name].join(' › '), body, before: hooks.flat() });
  };
  const beforeEach = (hook: () => void): void => void hooks.at(-1)!.push(hook);
  const realm = globalThis as unknown as Record<string, unknown>;
  const injected: Record<string, unknown> = {
    adapter,
    describe,
    it,
    specify: it,
    beforeEach,
    afterEach: () => undefined,
  };
  const saved = Object.keys(injected).map((name) => [name, realm[name]] as const);
  Object.assign(realm, injected);
  const require = createRequire(import.meta.url);
  const folder = path.join(path.dirname(require.resolve('promises-aplus-tests')), 'tests');
  for (const file of readdirSync(folder)) if (file.endsWith('.js')) require(path.join(folder, file));
  for (const [name, value] of saved) realm[name] = value;
  return tests;
}

/** Runs the whole suite, each test in a kernel of its own: its timers are virtual, so that it takes no time. */
export function runPromisesAPlus(): SuiteResult {
  let kernel: Kernel = createKernel();
  const promise = (): PromiseConstructor => kernel.runtime.globals['Promise'] as PromiseConstructor;
  const adapter = {
    resolved: (value: unknown) => promise().resolve(value),
    rejected: (reason: unknown) => promise().reject(reason),
    deferred: () => {
      const made: Record<string, unknown> = {};
      made['promise'] = new (promise())((resolve, reject) => Object.assign(made, { resolve, reject }));
      return made;
    },
  };
  let tests: readonly Test[] = [];
  // Some files make promises while they define their tests.
  kernel = createKernel({ haltsOnRejection: false });
  kernel.run(() => void (tests = collect(adapter)));
  const realm = globalThis as unknown as Record<string, unknown>;
  const failures: string[] = [];
  const saved = realm['setTimeout'];
  for (const test of tests) {
    kernel = createKernel({ haltsOnRejection: false });
    realm['setTimeout'] = kernel.runtime.globals['setTimeout'];
    const outcome = runTest(kernel, test);
    realm['setTimeout'] = saved;
    if (outcome !== undefined) failures.push(`${test.name}: ${outcome}`);
  }
  return { passed: tests.length - failures.length, failures };
}

function runTest(kernel: Kernel, test: Test): string | undefined {
  let failure: unknown;
  const halt = kernel.run(() => {
    for (const hook of test.before) hook();
    const KernelPromise = kernel.runtime.globals['Promise'] as PromiseConstructor;
    return new KernelPromise<void>((resolve) => {
      const done = (error?: unknown): void => {
        failure ??= error;
        resolve();
      };
      test.body(done);
      if (test.body.length === 0) done();
    });
  });
  if (halt.kind !== 'done') return halt.message;
  return failure === undefined ? undefined : String(failure);
}
