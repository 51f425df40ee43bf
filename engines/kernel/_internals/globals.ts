import { ALLOWED_GLOBALS } from '../program';
import type { RandomWords } from './choices';
import { createConsole, type ConsoleSink } from './console';
import { dateConstructor } from './date';
import { eventGlobals } from './events';
import { loweringHelpers } from './lowering';
import { active, type Machine } from './machine';
import { createMath } from './math';
import type { Process } from './process';
import { KernelPromise } from './promise';
import { createObject, dataDescriptor, defineProperty, ownKeys } from './primordials';
import { createCrypto } from './random-globals';
import { structuredClone } from './structured-clone';
import { timerGlobals } from './timers';

/** Names taken from the realm as they are. */
function realmValue(name: string): unknown {
  const realm = globalThis as unknown as Record<string, unknown>;
  return realm[name];
}

let shared: Record<string, unknown> | null = null;

/** What every process of the realm shares: the language's own values, and the kernel's classes and functions. */
function sharedGlobals(): Record<string, unknown> {
  if (shared !== null) return shared;
  const values = createObject(null) as Record<string, unknown>;
  for (const name of ALLOWED_GLOBALS) values[name] = realmValue(name);
  const supplied: Record<string, unknown> = {
    ...timerGlobals,
    ...eventGlobals,
    Promise: KernelPromise,
    Date: dateConstructor(),
    structuredClone,
  };
  for (const name of ownKeys(supplied) as string[]) values[name] = supplied[name];
  for (const name of ['globalThis', 'Math', 'console', 'performance', 'crypto']) values[name] = undefined;
  return (shared = values);
}

/** Puts other values in place of the realm's own, for every process made from now on. */
export function replaceShared(values: Readonly<Record<string, unknown>>): void {
  const all = sharedGlobals();
  for (const name of Object.keys(values)) all[name] = values[name];
}

/**
 * The globals of one process: exactly `ALLOWED_GLOBALS`, with a `globalThis` of its own that has the same names and
 * nothing else, and the lowering helpers.
 */
export function createGlobals(
  machine: Machine,
  process: Process,
  random: RandomWords,
  sink: ConsoleSink,
): Readonly<Record<string, unknown>> {
  const values = sharedGlobals();
  const globals = createObject(null) as Record<string, unknown>;
  const globalObject = createObject(null);
  const names = ownKeys(values) as string[];
  for (let index = 0; index < names.length; index += 1) globals[names[index]!] = values[names[index]!];
  globals['Math'] = createMath(random);
  globals['console'] = createConsole(machine, sink);
  globals['performance'] = createPerformance(process);
  globals['crypto'] = createCrypto(random);
  globals['globalThis'] = globalObject;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    defineProperty(globalObject, name, dataDescriptor(globals[name], false));
  }
  const helpers = ownKeys(loweringHelpers) as (keyof typeof loweringHelpers)[];
  for (let index = 0; index < helpers.length; index += 1) globals[helpers[index]!] = loweringHelpers[helpers[index]!];
  return globals;
}

function createPerformance(process: Process): object {
  return {
    now: () => active().now - process.startedAt,
    timeOrigin: process.startedAt,
  };
}
