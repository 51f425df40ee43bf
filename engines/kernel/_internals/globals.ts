import { ALLOWED_GLOBALS } from '../program';
import type { RandomWords } from './choices';
import { createConsole, type ConsoleSink } from './console';
import { dateConstructor, EPOCH_MS } from './date';
import { eventGlobals } from './events';
import { loweringHelpers } from './lowering';
import { active, type Machine } from './machine';
import { createMath } from './math';
import { elapsedOn, type Process } from './process';
import { KernelPromise } from './promise';
import { createObject, dataDescriptor, defineProperty, hasOwn, ownKeys, setPrototypeOf } from './primordials';
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
    ...loweringHelpers,
    ...timerGlobals,
    ...eventGlobals,
    Promise: KernelPromise,
    Date: dateConstructor(),
    structuredClone,
  };
  for (const name of ownKeys(supplied) as string[]) values[name] = supplied[name];
  // Their getters are nearer.
  for (const name of ['globalThis', 'Math', 'console', 'performance', 'crypto']) values[name] = undefined;
  setPrototypeOf(ProcessGlobals.prototype, values);
  return (shared = values);
}

/** Puts other values in place of the realm's own, for every process made from now on. */
export function replaceShared(values: Readonly<Record<string, unknown>>): void {
  const all = sharedGlobals();
  for (const name of Object.keys(values)) all[name] = values[name];
}

/**
 * The globals of one process: what all share by prototype, and its own `Math`, `console`, `performance`, `crypto` and
 * `globalThis`, each made when it is first asked for. A world starts thousands of processes, and most use few of them.
 */
class ProcessGlobals {
  #math: object | undefined;
  #console: object | undefined;
  #performance: object | undefined;
  #crypto: object | undefined;
  #globalThis: object | undefined;
  readonly #machine: Machine;
  readonly #process: Process;
  readonly #random: RandomWords;
  readonly #sink: ConsoleSink;

  constructor(machine: Machine, process: Process, random: RandomWords, sink: ConsoleSink) {
    this.#machine = machine;
    this.#process = process;
    this.#random = random;
    this.#sink = sink;
  }

  get Math(): object {
    return (this.#math ??= createMath(this.#random));
  }
  get console(): object {
    return (this.#console ??= createConsole(this.#machine, this.#sink));
  }
  get performance(): object {
    return (this.#performance ??= createPerformance(this.#process));
  }
  get crypto(): object {
    return (this.#crypto ??= createCrypto(this.#random));
  }
  get globalThis(): object {
    return (this.#globalThis ??= createGlobalThis(this as unknown as Readonly<Record<string, unknown>>));
  }
}

/** An object of its own that has exactly the allowed names, and inherits nothing. */
function createGlobalThis(globals: Readonly<Record<string, unknown>>): object {
  const made = createObject(null);
  const names = ownKeys(sharedGlobals()) as string[];
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index]!;
    if (hasOwn(loweringHelpers, name)) continue;
    const value = name === 'globalThis' ? made : globals[name];
    defineProperty(made, name, dataDescriptor(value, false));
  }
  return made;
}

/** See `ProcessGlobals`. */
export function createGlobals(
  machine: Machine,
  process: Process,
  random: RandomWords,
  sink: ConsoleSink,
): Readonly<Record<string, unknown>> {
  sharedGlobals();
  return new ProcessGlobals(machine, process, random, sink) as unknown as Readonly<Record<string, unknown>>;
}

function createPerformance(process: Process): object {
  return {
    now: () => elapsedOn(process, active().now),
    timeOrigin: EPOCH_MS + process.startedAt + process.wallOffset,
  };
}
