/**
 * The words that everything else in Drydock speaks: data, traces, choices, halts.
 * Nothing here has behaviour; the kernel's behaviour stands in `index.ts`.
 */

/** What may cross a worker boundary and stand in a trace: plain, acyclic, without identity. */
export type Data =
  undefined | null | boolean | number | string | bigint | readonly Data[] | { readonly [key: string]: Data };

/** A place in the learner's own text: 1-based line and column of the original TypeScript. */
export interface SourceLocation {
  readonly line: number;
  readonly column?: number;
}

/**
 * One thing that happened in a run. `seq`, never `t`, is the order; `cause` is the `seq` of the event that enabled
 * this one. Scenes, diffs, checks and screen-reader text all read this one format.
 */
export interface TraceEvent {
  /** Position in the run, from 0, dense. */
  readonly seq: number;
  /** Virtual time in integer milliseconds since the run began. */
  readonly t: number;
  /** The simulated process it happened on; a single-process run has the one node `main`. */
  readonly node: string;
  /** How often that node had been started before, from 0. */
  readonly incarnation: number;
  /**
   * What happened. Scenarios make `call`, `return`, `throw`, `resolve`, `reject` and `mark`; the kernel makes the rest
   * (`timer-set`, `timer-fire`, `timer-clear`, `send`, `deliver`, `drop`, `crash`, `restart`, `console`, `halt`, ...).
   */
  readonly kind: string;
  /** The operation, as the contract names it: `allow`, `submit`. */
  readonly op?: string;
  /** `seq` of the event that made this one possible: a return's call, a delivery's send, a firing's setting. */
  readonly cause?: number;
  readonly loc?: SourceLocation;
  /** Arguments of a call, value of a return, `{ name, message, line }` of a throw. Reduced to plain data. */
  readonly data?: Data;
}

export type Trace = readonly TraceEvent[];

/** Why a run ended. Only `done` is good; each of the others names the line and operation where it can. */
export type HaltKind =
  | 'done'
  | 'deadlock'
  | 'livelock'
  | 'microtask-loop'
  | 'sync-loop'
  | 'recursion'
  | 'memory'
  | 'leak'
  | 'unhandled'
  | 'refused'
  /** The module itself: it threw while it was loaded, or does not export what the exercise calls. */
  | 'load'
  | 'budget';

export interface Halt {
  readonly kind: HaltKind;
  /** A sentence for the learner: what happened, where, and what it exceeded. */
  readonly message: string;
  readonly loc?: SourceLocation;
  /** An error's stack over the compiled text, for hosts that hold its source map; never part of a trace. */
  readonly stack?: string;
  /** For a deadlock, what blocks: each await and its line. */
  readonly blocked?: readonly { readonly what: string; readonly loc?: SourceLocation }[];
}

/** Budgets count steps, never wall time. */
export interface Budget {
  /** Loop turns, calls and charged built-in work in one run. Default 20,000,000. */
  readonly steps: number;
  /** Jobs without virtual time moving before it is called a microtask loop. Default 100,000. */
  readonly jobsPerInstant: number;
  /** Timers fired in one run. Default 200,000. */
  readonly timers: number;
  /** Elements and characters held by built-ins that allocate at once. Default 64,000,000. */
  readonly allocated: number;
  /** Virtual milliseconds of one run. Default 2^53 - 1. */
  readonly virtualMs: number;
}

/**
 * The one source of nondeterminism: `pick(label, n)` answers 0..n-1, and 0 is always the benign choice. A run is the
 * list of its picks; a replay pads with zeros.
 */
export interface ChoiceSource {
  pick(label: string, count: number): number;
  /** What was picked so far: the run's replay. */
  readonly taken: readonly number[];
}

/** One line of the program's console. */
export interface ConsoleLine {
  readonly level: 'debug' | 'log' | 'info' | 'warn' | 'error';
  readonly text: string;
  readonly t: number;
  readonly loc?: SourceLocation;
}
