/**
 * The program's side: kernel and runner, bundled to one classic script and evaluated in a realm that has no Node in it.
 * What comes from the other realm is copied before it is used, and what goes back is data, so that no object of Node's
 * ever meets the program.
 */
import { createRunner, type RunnerOptions } from '../../engines/check/run';
import type { CaseRequest, Facts, ScenariosModule } from '../../engines/check/types';
import * as drydock from '../../engines/drydock-run';
import { describeError, prepareRealm } from '../../engines/kernel';
import type { ProgramFactory, ProgramRuntime } from '../../engines/kernel/program';
import type { SourceLocation } from '../../engines/kernel/types';
import { locateInStack } from '../compile/source-map';
import { lockGlobals } from '../sandbox/harness/lock';
import { REALM_SCRIPTS, type Realm } from './scripts';

/** What the folder's `config.js` evaluates to. */
export interface RealmConfig {
  readonly rung: string;
  readonly facts: Facts;
  readonly requiredExport: string;
  /** Source maps of the two builds. */
  readonly map: string;
  readonly explainMap: string;
}

type PackFactory = (runtime: ProgramRuntime, exports: object, require: (name: string) => unknown) => void;

/** @see RealmHarness */
export function createRealm(program: unknown, explain: unknown, scenarios: unknown, config: unknown): Realm {
  prepareRealm();
  lockGlobals();
  const { rung, facts, requiredExport, map, explainMap } = config as RealmConfig;
  const options: RunnerOptions = {
    program: program as ProgramFactory,
    explain: explain as ProgramFactory,
    // Evaluated for each run: what an async scenario awaits is that run's own.
    scenarios: (runtime) => evaluate(scenarios as PackFactory, runtime),
    rung,
    facts,
    requiredExport,
    locate: (error) => locate(error, map, explainMap),
  };
  const runner = createRunner(options);
  return {
    run: (request) => {
      const result = runner.run(copy(request) as CaseRequest);
      return { result, halted: result.halt.kind !== 'done' };
    },
  };
}

function evaluate(factory: PackFactory, runtime: ProgramRuntime): ScenariosModule {
  const exports = {};
  factory(runtime, exports, () => drydock);
  return exports as ScenariosModule;
}

/** The program's own line in the stack of what it threw. */
function locate(error: unknown, map: string, explainMap: string): SourceLocation | undefined {
  try {
    const { stack } = describeError(error);
    if (stack === undefined) return undefined;
    return (
      locateInStack(stack, map, REALM_SCRIPTS.program, 0) ?? locateInStack(stack, explainMap, REALM_SCRIPTS.explain, 0)
    );
  } catch {
    // A program may have changed the built-ins that reading a map needs: then it is told without a line.
    return undefined;
  }
}

const { isArray } = Array;
const { create, defineProperty, keys, prototype: objectPrototype } = Object;

/** Plain data of another realm as plain data of this one, by built-ins that no program has seen yet. */
function copy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isArray(value)) {
    const items: unknown[] = [];
    for (let index = 0; index < value.length; index += 1) define(items, String(index), copy(value[index]));
    return items;
  }
  const record = create(objectPrototype) as Record<string, unknown>;
  const names = keys(value);
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] as string;
    define(record, name, copy((value as Record<string, unknown>)[name]));
  }
  return record;
}

/** Defined, not assigned: `__proto__` is a name like any other, and no setter on a prototype is called. */
function define(target: object, key: string, value: unknown): void {
  const descriptor = create(null) as PropertyDescriptor;
  descriptor.value = value;
  descriptor.writable = descriptor.enumerable = descriptor.configurable = true;
  defineProperty(target, key, descriptor);
}
