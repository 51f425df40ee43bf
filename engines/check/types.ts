import type { Clock, Spawned } from '../kernel';
import type {
  ChoiceSource,
  ConsoleLine,
  Data,
  Halt,
  HaltKind,
  SourceLocation,
  Trace,
  TraceEvent,
} from '../kernel/types';

/** The facts of one attempt, drawn from the variant and pinned in Clarify: what every check takes as input. */
export type Facts = { readonly [name: string]: Data };

/** What a module exports; the program under test, or the reference. */
export type Exports = { readonly [name: string]: unknown };

/**
 * Draws of a scenario's input. Each draw is one or more choices of the same choice list that drives the simulator, so
 * that inputs, schedules and faults shrink together (Hypothesis' internal shrinking; MacIver & Donaldson, ECOOP 2020).
 * The first value of every range is the simplest.
 */
export interface Draw {
  /** An integer in min..max, both included; `min` is the simplest. */
  integer(min: number, max: number): number;
  /** True with probability `chance` (default 1/2); false is the simplest. */
  boolean(chance?: number): boolean;
  /** One of the items; the first is the simplest. */
  oneOf<T>(items: readonly T[]): T;
  /** One of the items, by weight; the first is the simplest. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T;
  /** A list of min..max items; deleting an item's choices deletes the item. */
  list<T>(size: { readonly min: number; readonly max: number }, item: (index: number) => T): T[];
}

/** What a scenario may do while it drives the program. Everything it does is recorded. */
export interface Stage {
  readonly exports: Exports;
  readonly rung: string;
  readonly facts: Facts;
  /** Calls the program, recording `call` and then `return` or `throw`. Never throws what the program threw. */
  call(op: string, args: readonly Data[], run: () => unknown): Outcome;
  /** As `call`, and waits in virtual time: records `call`, then `resolve` or `reject` (or `throw`). */
  callAsync(op: string, args: readonly Data[], run: () => unknown): Promise<Outcome>;
  /** Records something the scenario itself did or saw: a job that started, an event that was delivered. */
  mark(op: string, data?: Data): void;
  /** Waits in virtual time. */
  sleep(ms: number): Promise<void>;
  /** Virtual milliseconds since the run began. */
  now(): number;
  /** A choice of the schedule; 0 is benign. */
  pick(label: string, count: number): number;
  /**
   * Counts the steps that the program takes in `run` and records them as one `measure` of an operation at a size: what
   * `costClass` reads. Calls inside need no `call` of their own; what they answer is not looked at. Measure at four sizes
   * in one run, each 4 times the one before, with as many equal calls as make the count exact (`calls`, default 1).
   */
  measure(op: string, size: number, run: () => unknown, calls?: number): void;
  /** As `measure`, and waits in virtual time for what `run` answers. */
  measureAsync(op: string, size: number, run: () => unknown, calls?: number): Promise<void>;
  /** From now on notes which Maps and Sets the program grows, so that `retained` can find one in a closure. */
  watchMemory(): void;
  /**
   * Records as a `measure` of op `retained` how many entries the program holds: in what these roots lead to and in what
   * has grown since `watchMemory`. `size` is what the contract counts by, such as live keys. What `memoryBound` reads.
   */
  retained(size: number, ...roots: unknown[]): void;
  /** Records as a `measure` of op `timers` how many timers of the program are still to fire, after a `close()`. */
  timersLeft(): void;
  /**
   * Another process, not started yet: each start evaluates the program afresh, with timers, clocks and memory of its own.
   * Calls of it are made in its own events (`node.after(0, () => stage.call(...))`), which stand in the trace under its
   * name, wait while it is paused and are gone once it has crashed.
   */
  node(name: string): StageNode;
}

/** A process of a case with several. */
export type StageNode = Spawned;

export type Outcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

/**
 * What is done to the program. `input` is evaluated where the judge is, `run` beside the program: the input crosses as
 * data, so that no program can bend the case it is given.
 */
export interface Scenario<Input extends Data = Data> {
  readonly id: string;
  /** The rungs it is for. */
  readonly rungs: readonly string[];
  /** Fixed inputs, always run first and as they stand: the visible samples and the edges worth naming. */
  samples?(rung: string, facts: Facts): readonly Input[];
  /** One generated input. */
  input(draw: Draw, rung: string, facts: Facts): Input;
  /** Drives the program. May be async: it is lowered as the learner's code is. */
  run(stage: Stage, input: Input): void | Promise<void>;
}

/** One executed case, as a rule sees it. */
export interface Run<Input extends Data = Data> {
  readonly scenario: string;
  readonly rung: string;
  readonly facts: Facts;
  readonly input: Input;
  readonly trace: Trace;
  readonly halt: Halt;
  /** The reference's trace on the same input and choices; made on first use. */
  readonly reference: Trace;
}

/** What a rule found in one run. `unknown`: its interesting situation did not occur. */
export type Finding =
  | { readonly verdict: 'pass' }
  | { readonly verdict: 'unknown' }
  | {
      readonly verdict: 'fail';
      /** In plain words, for this run: what was expected, what happened. One or two sentences. */
      readonly because: string;
      /** `seq` of the first event that is wrong. */
      readonly at: number;
      /** `seq` of the events that it rests on. */
      readonly causes?: readonly number[];
      readonly expected?: Data;
      readonly actual?: Data;
    };

/** One named thing that a correct solution does. */
export interface Rule {
  readonly id: string;
  readonly rungs: readonly string[];
  /** Scenarios whose runs it judges. */
  readonly scenarios: readonly string[];
  /** What must hold, in a sentence: shown when it fails. */
  readonly sentence: string;
  /** Shown by name before the first run; hidden otherwise. Default false. */
  readonly shown?: boolean;
  /**
   * What must have occurred for a pass to mean something: `a request exactly at the end of its window`. A rule whose
   * every finding is `unknown` says that this never occurred.
   */
  readonly situation?: string;
  /**
   * Marks (`stage.mark`) that must stand in a run for a pass of it to be evidence, whatever form the rule has: without one
   * of them the pass is `unknown`. Say in `situation` what they mean.
   */
  readonly mustMark?: readonly string[];
  /**
   * Rules that this one builds on, by id; they stand before it in the list. Once one of them has failed this one is not
   * judged: one mistake is told once, by the rule that it breaks.
   */
  readonly after?: readonly string[];
  /**
   * Kinds of halt that break this rule: a run of its scenarios that ends so is its failure, with counterexample, and the
   * other rules go on. Halts that no rule claims end the judgement.
   */
  readonly halts?: readonly HaltKind[];
  /** What this run measured, for the page; of a rule made by `costClass`. */
  measured?(run: Run): MeasuredCost | undefined;
  /** Whether it is asked for under these facts. Default: always. A rule that is not is neither judged nor told. */
  under?(facts: Facts): boolean;
  check(run: Run): Finding;
}

/** What `rules.ts` of an exercise exports. */
export interface RulesModule {
  readonly rules: readonly Rule[];
  /** The correct program of each rung, or how it follows from the facts: what `Run.reference` is made with. */
  readonly reference: { readonly [rung: string]: Exports | ((facts: Facts) => Exports) };
}

/** What `scenarios.ts` of an exercise exports. */
export interface ScenariosModule {
  readonly scenarios: readonly AnyScenario[];
}

/**
 * A scenario whose input's shape only its author knows: what `input` made is what `samples` and `run` understand.
 * Methods, so that a `Scenario<{ calls: ... }>` may stand here.
 */
export interface AnyScenario {
  readonly id: string;
  readonly rungs: readonly string[];
  samples?(rung: string, facts: Facts): readonly Data[];
  input(draw: Draw, rung: string, facts: Facts): Data;
  run(stage: Stage, input: Data): void | Promise<void>;
}

/** One case sent to be run beside the program. */
export interface CaseRequest {
  readonly id: number;
  readonly scenario: string;
  readonly input: Data;
  /** Picks of the schedule, in order; padded with zeros. */
  readonly choices: readonly number[] | { readonly seed: number };
  /** Run the explaining build: what decided each answer comes back too. */
  readonly explain?: boolean;
  /** Keep the console's lines of this case; thousands of generated ones would only repeat them. */
  readonly keepConsole?: boolean;
}

/** What came back: never a verdict. */
export interface CaseResult {
  readonly id: number;
  readonly trace: Trace;
  readonly halt: Halt;
  readonly choices: readonly number[];
  readonly console: readonly ConsoleLine[];
  /** Counted work of the program in this run. */
  readonly steps: number;
  /** For an explained case: what decided each call's answer, by the `seq` of its `return`. */
  readonly decisions?: readonly Decision[];
  /** For an explained case: what each of `choices` decided, as the pick was labelled. */
  readonly labels?: readonly string[];
}

/** The line that decided an answer, and the values there. */
export interface Decision {
  /** `seq` of the return or throw. */
  readonly seq: number;
  readonly loc: SourceLocation;
  /** `3 >= 3` as it was evaluated at each condition on the way, last one last. */
  readonly conditions: readonly { readonly loc: SourceLocation; readonly text: string; readonly value: boolean }[];
}

export type Verdict = 'pass' | 'fail' | 'unknown';

/** The smallest run that shows a broken rule. Everything a page needs to draw and say it. */
export interface Counterexample {
  readonly rule: string;
  readonly sentence: string;
  readonly because: string;
  readonly scenario: string;
  readonly input: Data;
  readonly choices: readonly number[];
  readonly facts: Facts;
  readonly trace: Trace;
  readonly reference: Trace;
  readonly at: number;
  readonly causes: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
  readonly halt: Halt;
  readonly decisions: readonly Decision[];
  /** The run in plain words, to be numbered from 1. Absent in records of older versions. */
  readonly steps?: readonly Step[];
  /** What the schedule did that was not benign. Absent in records of older versions. */
  readonly faults?: readonly Fault[];
  /** Size before and after shrinking, in calls. */
  readonly shrunk: { readonly from: number; readonly to: number; readonly attempts: number };
  /** Replay: exercise, rung, content hash, facts and choices in one line that fits a link. */
  readonly replay: string;
  /** Made by the exercise's `scene.ts`: data for one of our drawings. */
  readonly scene?: Data;
  /** Why there is no drawing, where the exercise's `scene.ts` failed. */
  readonly sceneFault?: string;
}

/** One step of a run: `allow("a", 5) returned true`. */
export interface Step {
  /** Of the event that it tells. */
  readonly seq: number;
  /** Virtual milliseconds. */
  readonly t: number;
  readonly text: string;
}

/** One decision of the schedule that was not benign: a delay, a loss, a crash. */
export interface Fault {
  /** Its place in the counterexample's `choices`. */
  readonly choice: number;
  /** What was decided: `delay`; by its number where nobody labelled it. */
  readonly label: string;
  /** Whether the rule holds without it, all else being as it is. */
  readonly matters: boolean;
}

/** Steps of one call at several sizes, counted and never timed. */
export interface MeasuredCost {
  readonly op: string;
  /** By rising size. */
  readonly points: readonly { readonly size: number; readonly steps: number }[];
  /** The class that fits: `O(1)`, or `unclear`. */
  readonly growth: string;
  /** What the contract promises. */
  readonly expected: string;
}

export interface RuleResult {
  readonly rule: string;
  readonly verdict: Verdict;
  /** For a pass, how much was tried; for a fail, the rule and why; for an unknown, what never occurred. */
  readonly message: string;
  /** Cases judged. */
  readonly cases: number;
  /** Which of them failed first, from 1. */
  readonly failedCase?: number;
  /** Of a rule about cost: what was counted. */
  readonly measured?: MeasuredCost;
  readonly counterexample?: Counterexample;
}

/** What the judge says while it works; `done` is last and comes once. */
export type JudgeEvent =
  /** Comes at once when a rule is decided; for a fail once more, with its counterexample, when that is found. */
  | { readonly type: 'rule'; readonly result: RuleResult }
  | { readonly type: 'progress'; readonly cases: number; readonly of: number }
  | { readonly type: 'halt'; readonly halt: Halt; readonly counterexample?: Counterexample }
  | { readonly type: 'console'; readonly lines: readonly ConsoleLine[] }
  | { readonly type: 'done'; readonly verdict: Verdict; readonly cases: number; readonly steps: number };

/**
 * Runs cases beside the program; the judge's only way to it. Answers in the order asked, and stops after the first case
 * that was halted, so that an endless loop is paid for once: the answer is then shorter than the request.
 */
export type RunCases = (cases: readonly CaseRequest[]) => Promise<readonly CaseResult[]>;

/** What a scene is made of. */
export interface SceneInput extends Omit<Counterexample, 'scene' | 'sceneFault'> {
  readonly rung: string;
}

/** What `scene.ts` of an exercise exports. */
export interface SceneModule {
  /** Data for one of the app's drawings, or null where this run has no drawing. Never changes what it is given. */
  scene(input: SceneInput): Data | null;
}

export type { ChoiceSource, Clock, ConsoleLine, Data, Halt, HaltKind, SourceLocation, Trace, TraceEvent };
