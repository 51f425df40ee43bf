import type { Budget, ChoiceSource, Halt, HaltKind, SourceLocation, TraceEvent } from '../types';
import type { Coroutine } from './coroutine';
import { createList, floor, hasOwn, NativeError, padStart, type List } from './primordials';
import type { Process } from './process';
import type { Grown } from './retained';
import { TimerQueue, type Timer } from './timer-queue';

/**
 * What a job does when its turn comes. One class of job, so that the drain loop meets one hidden class; numbers and not
 * an enum, so that they are constants in every build.
 */
/** A reaction that `then` registered: calls a handler, settles a capability. */
export const REACTION = 0;
/** An async function that waits. */
export const AWAIT = 1;
/** A promise that follows another promise without a visible `then`. */
export const FOLLOW = 2;
/** The language's NewPromiseResolveThenableJob. */
export const ADOPT = 3;
/** `queueMicrotask`. */
export const MICROTASK = 4;
/** The kernel's own continuation, called with the outcome. */
export const INTERNAL = 5;

/** A job, and while it waits a reaction in a promise's list: the same object, since it is in one list at a time. */
export class Job {
  next: Job | null = null;
  rejected = false;
  value: unknown = undefined;
  constructor(
    readonly kind: number,
    /** Whom the outcome goes to: a cell, a capability, a coroutine. */
    readonly target: unknown,
    readonly onFulfilled: unknown,
    readonly onRejected: unknown,
  ) {}
}

/** How many elements a built-in goes through in the time of one loop turn, about: what the budget counts. */
const BUILT_IN_SPEED = 8;

/** Thrown to stop everything. The program cannot name this class, and compiled `catch` clauses let it pass. */
export class HaltSignal {
  /** What the trace says: the halt's message, but no engine's own text. */
  told: string;
  constructor(readonly halt: Halt) {
    this.told = halt.message;
  }
}

/** One event as it is kept: every field is its own, so that reading it never reaches a prototype. */
export class Recorded implements TraceEvent {
  constructor(
    readonly seq: number,
    readonly t: number,
    readonly node: string,
    readonly incarnation: number,
    readonly kind: string,
    readonly op: string | undefined,
    readonly cause: number | undefined,
    readonly loc: SourceLocation | undefined,
    readonly data: TraceEvent['data'],
  ) {}
}

/** What `record` is told; the machine adds order, time and node. */
export interface EventInput {
  readonly kind: string;
  readonly op?: string | undefined;
  readonly cause?: number | undefined;
  readonly loc?: SourceLocation | undefined;
  readonly data?: TraceEvent['data'];
}

/** An async generator at an await: what a deadlock names of it. */
export interface Suspended {
  readonly process: Process;
  line: number;
  older: Suspended | null;
  newer: Suspended | null;
}

/** A rejected promise: what is asked of a cell at the end of a drain. */
interface Rejection {
  handled: boolean;
  value: unknown;
}

let current: Machine | null = null;

/** The state of one run: virtual time, the job queue, timers, budgets, trace. One machine is active at a time. */
export class Machine {
  now = 0;
  head: Job | null = null;
  tail: Job | null = null;
  readonly timers = new TimerQueue();
  readonly events: List<Recorded> = createList();
  readonly rejections: List<Rejection> = createList();
  /** The process that each of `rejections` was made in. */
  readonly rejecting: List<Process> = createList();
  readonly processes: List<Process> = createList();
  signal: HaltSignal | null = null;
  steps = 0;
  /** Elements and characters that built-ins went through. */
  builtInSteps = 0;
  /** Jobs since virtual time last moved. */
  jobs = 0;
  timersFired = 0;
  /** Since the run began. Unlike its peak it can be counted exactly and alike in every engine. */
  allocated = 0;
  /** Entries put into maps and sets, less those taken out. */
  entries = 0;
  /** Maps and sets that have grown since memory is watched. */
  grown: Grown | null = null;
  /** The last line that the program told: of a published count, or of an await. */
  line = 0;
  /** The await that is about to suspend, told by the compiled text. */
  awaitLine = 0;
  /** Told by an await of an iterator's answer: what comes must be an object. */
  awaitsStep = false;
  /** Asked before an event of a process happens; false when it does not happen now. */
  gate: ((timer: Timer) => boolean) | null = null;
  /** Told of an exception that nobody caught; true when only that process ends of it. */
  onUncaught: ((process: Process, errorName: string) => boolean) | null = null;
  /** The timer whose callback runs now. */
  firing: Timer | null = null;
  /** Async functions that have begun and not ended, newest first. */
  coroutines: Coroutine | null = null;
  /** Async generators that wait at an await of a known line, newest first. */
  generators: Suspended | null = null;
  /** `seq` of the event that the running code was enabled by. */
  cause: number | undefined = undefined;

  constructor(
    readonly choices: ChoiceSource,
    readonly budget: Budget,
    /** Whether timers are written into the trace. */
    readonly tracesTimers: boolean,
    /** The process that code runs in now. */
    public process: Process,
    /** Whether a rejection that nobody handles ends the run. */
    readonly haltsOnRejection: boolean,
    private readonly finds: (error: unknown) => SourceLocation | undefined,
  ) {}

  /** The line that an error was made at. Looking it up is no work of the program's. */
  locate(error: unknown): SourceLocation | undefined {
    return outside(() => this.finds(error));
  }

  enqueue(job: Job): void {
    if (this.tail === null) this.head = job;
    else this.tail.next = job;
    this.tail = job;
  }

  /** What `Kernel.record` does: only the event's own fields count. */
  record(event: EventInput): number {
    return this.append(
      event.kind,
      ownField(event, 'cause') as number | undefined,
      ownField(event, 'data') as TraceEvent['data'],
      ownField(event, 'op') as string | undefined,
      ownField(event, 'loc') as SourceLocation | undefined,
    );
  }

  append(kind: string, cause?: number, data?: TraceEvent['data'], op?: string, loc?: SourceLocation): number {
    const { events, process } = this;
    const seq = events.length;
    events[seq] = new Recorded(seq, this.now, process.name, process.incarnation, kind, op, cause, loc, data);
    return seq;
  }

  /** Ends the run: nothing of the program runs after this. */
  halt(kind: HaltKind, message: string, loc?: SourceLocation, blocked?: Halt['blocked']): never {
    throw this.stop(kind, message, loc, blocked);
  }

  /** As `halt`, and answers the signal instead of throwing it. */
  stop(kind: HaltKind, message: string, loc?: SourceLocation, blocked?: Halt['blocked']): HaltSignal {
    if (this.signal !== null) return this.signal;
    const halt: { -readonly [K in keyof Halt]: Halt[K] } = { kind, message };
    if (loc !== undefined) halt.loc = loc;
    if (blocked !== undefined) halt.blocked = blocked;
    this.signal = new HaltSignal(halt);
    this.head = this.tail = null;
    for (let index = 0; index < this.processes.length; index += 1) this.steps += this.processes[index]!.end();
    return this.signal;
  }

  /** Charges built-in work: steps for time, and units of memory where it holds them. */
  charge(steps: number, units: number): void {
    this.builtInSteps += steps;
    this.allocated += units;
    if (this.allocated > this.budget.allocated) {
      this.halt(
        'memory',
        `The program asked for more than ${grouped(this.budget.allocated)} elements and characters in one run. Keep less, or give back what is no longer used.`,
        this.place(),
      );
    }
    if (this.steps + this.builtInSteps / BUILT_IN_SPEED > this.budget.steps) this.tooManySteps(this.line);
  }

  tooManySteps(line: number): never {
    const where = line > 0 ? ` The last line counted was line ${line}.` : '';
    this.halt(
      'sync-loop',
      `More than ${grouped(this.budget.steps)} loop turns and calls without an end.${where} Check what ends the loop.`,
      line > 0 ? { line } : undefined,
    );
  }

  place(): SourceLocation | undefined {
    return this.line > 0 ? { line: this.line } : undefined;
  }
}

function ownField(event: EventInput, field: keyof EventInput): unknown {
  return hasOwn(event, field) ? event[field] : undefined;
}

/** `20,000,000`: without the locale, which engines disagree on. */
export function grouped(value: number): string {
  let text = '';
  let rest = value;
  while (rest >= 1000) {
    text = `,${padStart(`${rest % 1000}`, 3, '0')}${text}`;
    rest = floor(rest / 1000);
  }
  return `${rest}${text}`;
}

/** The machine that is running now. */
export function active(): Machine {
  if (current === null) throw new NativeError('Promises and timers of the kernel work only while a kernel runs.');
  return current;
}

/** Whether a kernel runs now. */
export function isActive(): boolean {
  return current !== null;
}

/** Runs `work` with `machine` active. */
export function within<T>(machine: Machine, work: () => T): T {
  const outer = current;
  current = machine;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** Runs `work` as no part of the run: nothing that it does is charged to the program. */
export function outside<T>(work: () => T): T {
  const outer = current;
  current = null;
  try {
    return work();
  } finally {
    current = outer;
  }
}

/** True when an exception must go on to the driver and not to the program: the process has been stopped. */
export function interrupted(): boolean {
  return current !== null && current.process.halted;
}
