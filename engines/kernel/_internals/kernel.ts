import type { ProgramFactory, ProgramRuntime } from '../program';
import type { Budget, ChoiceSource, ConsoleLine, Halt, SourceLocation, Trace } from '../types';
import { listedChoices, RandomWords } from './choices';
import { ConsoleSink, type ConsoleCap } from './console';
import { drain, drive, haltOf } from './driver';
import { stopOnOverflow, uncaught } from './driver-errors';
import { createGlobals } from './globals';
import { leavingsOf, type Leavings } from './leavings';
import { Machine, within, type EventInput } from './machine';
import { Process } from './process';
import { hasOwn, toArray } from './primordials';
import { retainedBy, watchMemory, type Retained } from './retained';
import { as, spawn, type Spawned } from './spawned';
import { createRuntime, takeExplanation, type Explanation } from './runtime';
import { describeError } from './describe';

/** Defaults of `Budget`. */
export const DEFAULT_BUDGET: Budget = {
  steps: 20_000_000,
  jobsPerInstant: 100_000,
  timers: 200_000,
  allocated: 64_000_000,
  virtualMs: Number.MAX_SAFE_INTEGER,
};

export interface KernelOptions {
  /** Where every nondeterminism is decided. Default: nothing but benign choices. */
  readonly choices?: ChoiceSource;
  /** Limits in steps; see `Budget` for the defaults. */
  readonly budget?: Partial<Budget>;
  /** Hears every line of the program's console that is kept. */
  readonly onConsole?: (line: ConsoleLine) => void;
  readonly consoleCap?: Partial<ConsoleCap>;
  /** Whether setting, firing and clearing of timers stand in the trace. Default true. */
  readonly tracesTimers?: boolean;
  /** Seed of `Math.random` and `crypto`. Default 1. */
  readonly seed?: number;
  /** Whether a rejection that nobody handles by the end of a drain halts the run, as it ends Node. Default true. */
  readonly haltsOnRejection?: boolean;
  /** Finds the line of the original text that an error was made at, by its stack and the program's source map. */
  readonly locate?: (error: unknown) => SourceLocation | undefined;
}

/** What loading a program gave. */
export type Loaded =
  | { readonly ok: true; readonly exports: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      /** `unhandled` for a throw at module level; else the budget that was spent, or the refusal. */
      readonly halt: Halt;
      readonly name: string;
      readonly message: string;
      /** What was thrown, for its stack. */
      readonly error: unknown;
    };

/** One run: a program in virtual time, inside one synchronous call. */
export interface Kernel {
  /** What compiled text is given, for the process `main`. */
  readonly runtime: ProgramRuntime;
  /** Evaluates a module afresh and runs the jobs that it left. Never throws what the program threw. */
  load(factory: ProgramFactory): Loaded;
  /**
   * Calls `main` in virtual time, and drains jobs and timers until what it answered has settled. A kernel runs once
   * more after `done`, and never after a halt.
   */
  run(main: () => unknown): Halt;
  /** Virtual milliseconds since the run began. */
  now(): number;
  /** Appends to the trace; answers the event's `seq`. */
  record(event: EventInput): number;
  /** A choice; 0 is benign. */
  pick(label: string, count: number): number;
  /** Waits in virtual time; for code that runs inside `run`. */
  sleep(milliseconds: number): Promise<void>;
  /**
   * For whoever catches what the program throws: throws the halt when there is one, and halts on a stack overflow, so
   * that neither is taken for an answer of the program.
   */
  caught(error: unknown): void;
  /** What the explaining build told since this was last called. */
  takeExplanation(): Explanation;
  /** What the program has not finished or given back by now. */
  leavings(): Leavings;
  /** From now on notes which maps and sets the program grows, and forgets what was noted before. Needs a prepared realm. */
  watchMemory(): void;
  /**
   * What is held now by `roots` (an instance, the exports) and by what has grown since `watchMemory`, so that a map in a
   * private field or a closure is seen too. An array or object that only such a place holds is not.
   */
  retained(roots?: readonly unknown[]): Retained;
  /** Ends the run as a `leak`; for a check that found one, inside `run`. */
  leak(message: string, loc?: SourceLocation): never;
  /** Another process of this run, which has not been started. */
  spawn(name: string, factory: ProgramFactory): Spawned;
  readonly trace: Trace;
  /** Counted work of the program so far. */
  readonly steps: number;
  readonly halted: Halt | undefined;
}

/** A kernel with the one process `main`. */
export function createKernel(options: KernelOptions = {}): Kernel {
  return createKernelParts(options).kernel;
}

/** A kernel, and what more processes are made with. */
export interface KernelParts {
  readonly kernel: Kernel;
  readonly machine: Machine;
  /** Globals and runtime of another process. */
  runtimeOf(process: Process): ProgramRuntime;
}

/** As `createKernel`; for a world of several processes. */
export function createKernelParts(options: KernelOptions): KernelParts {
  const process = new Process('main', 0);
  const machine = new Machine(
    options.choices ?? listedChoices([]),
    { ...DEFAULT_BUDGET, ...options.budget },
    options.tracesTimers ?? true,
    process,
    options.haltsOnRejection ?? true,
    options.locate ?? (() => undefined),
  );
  machine.processes[0] = process;
  const sink = new ConsoleSink({ lines: 1000, characters: 2000, ...options.consoleCap }, options.onConsole);
  const random = new RandomWords(options.seed ?? 1);
  const runtimeOf = (it: Process): ProgramRuntime =>
    createRuntime(machine, it, createGlobals(machine, it, random, sink));
  const runtime = runtimeOf(process);
  const { globals } = runtime;
  const setTimer = globals['setTimeout'] as (callback: () => void, milliseconds: number) => number;
  const KernelPromise = globals['Promise'] as PromiseConstructor;

  const finish = (halt: Halt): Halt => {
    sink.flush(machine.now);
    if (halt.kind !== 'done') {
      machine.append(
        'halt',
        undefined,
        machine.signal?.told ?? halt.message,
        halt.kind,
        hasOwn(halt, 'loc') ? halt.loc : undefined,
      );
    }
    return halt;
  };

  const kernel: Kernel = {
    runtime,
    load: (factory) => within(machine, () => loadProgram(machine, runtime, factory, finish)),
    run: (main) => {
      if (machine.signal !== null) return machine.signal.halt;
      return finish(within(machine, () => drive(machine, main)));
    },
    now: () => machine.now,
    record: (event) => machine.record(event),
    pick: (label, count) => machine.choices.pick(label, count),
    sleep: (milliseconds) =>
      // What waits here is the run's and not the process's that happens to be running: that may stand still, or die.
      as(machine, process, () => new KernelPromise((resolve) => void setTimer(resolve as () => void, milliseconds))),
    spawn: (name, factory) => spawn(machine, runtimeOf, name, factory),
    caught(error) {
      if (machine.signal !== null) throw machine.signal;
      stopOnOverflow(machine, error);
    },
    leavings: () => leavingsOf(machine),
    watchMemory: () => watchMemory(machine),
    retained: (roots = []) => retainedBy(machine, roots),
    leak: (message, loc) => machine.halt('leak', message, loc),
    takeExplanation: () => takeExplanation(machine.process, toArray),
    get trace() {
      return toArray(machine.events);
    },
    get steps() {
      return machine.steps + machine.builtInSteps + process.pending;
    },
    get halted() {
      return machine.signal?.halt;
    },
  };
  return { kernel, machine, runtimeOf };
}

function loadProgram(
  machine: Machine,
  runtime: ProgramRuntime,
  factory: ProgramFactory,
  finish: (halt: Halt) => Halt,
): Loaded {
  const exports: Record<string, unknown> = {};
  let thrown: unknown = undefined;
  try {
    try {
      factory(runtime, exports);
    } catch (error) {
      if (machine.signal !== null) throw error;
      thrown = error;
      uncaught(machine, error, 'The module threw while it was loaded');
    }
    drain(machine);
    return { ok: true, exports };
  } catch (error) {
    const halt = finish(haltOf(machine, error));
    const { name, message } = thrown === undefined ? { name: halt.kind, message: halt.message } : describeError(thrown);
    return { ok: false, halt, name, message, error: thrown ?? error };
  }
}
