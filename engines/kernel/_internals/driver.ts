import { PENDING, REJECTED, type Cell } from './cell';
import {
  active,
  ADOPT,
  AWAIT,
  FOLLOW,
  grouped,
  INTERNAL,
  interrupted,
  REACTION,
  type Job,
  type Machine,
} from './machine';
import { resume, type Coroutine } from './coroutine';
import { runFollow, runAdopt, runReaction, cellToAwait } from './promise';
import { runInternal } from './async-generator';
import { apply, createList, toArray, type List } from './primordials';
import { isOverflow, stopOnOverflow, uncaught, uncaughtIn } from './driver-errors';
import type { Halt, SourceLocation } from '../types';
import type { Timer } from './timer-queue';

/** Blocked awaits that a deadlock names. */
const MAX_BLOCKED = 20;

function runJob(job: Job): void {
  switch (job.kind) {
    case AWAIT:
      return resume(job.target as Coroutine, job.value, job.rejected);
    case REACTION:
      return runReaction(job);
    case FOLLOW:
      return runFollow(job);
    case ADOPT:
      return runAdopt(job);
    case INTERNAL:
      return runInternal(job);
    default:
      return runMicrotask(job);
  }
}

function runMicrotask(job: Job): void {
  try {
    (job.onFulfilled as () => unknown)();
  } catch (error) {
    if (interrupted()) throw error;
    const machine = active();
    uncaughtIn(machine, machine.process, error, 'A microtask threw and nobody catches it');
  }
}

/** Runs jobs until there are none, then looks for rejections that nobody handles, as Node does. */
export function drain(machine: Machine): void {
  const limit = machine.budget.jobsPerInstant;
  for (;;) {
    for (let job = machine.head; job !== null; job = machine.head) {
      machine.head = job.next;
      if (job.next === null) machine.tail = null;
      else job.next = null;
      if ((machine.jobs += 1) > limit) microtaskLoop(machine);
      runJob(job);
    }
    if (machine.rejections.length === 0) return;
    reportRejections(machine);
  }
}

function microtaskLoop(machine: Machine): never {
  const loc = machine.place();
  const where = loc === undefined ? '' : ` The last line that ran and is counted was line ${loc.line}.`;
  machine.halt(
    'microtask-loop',
    `More than ${grouped(machine.budget.jobsPerInstant)} promise jobs ran at virtual time ${machine.now} ms without time moving.${where} A loop that awaits only what is already settled never lets a timer fire: await something that happens later.`,
    loc,
  );
}

function reportRejections(machine: Machine): void {
  const { rejections, rejecting } = machine;
  for (let index = 0; index < rejections.length; index += 1) {
    const cell = rejections[index]!;
    const process = rejecting[index]!;
    if (!cell.handled && machine.haltsOnRejection && process.alive) {
      cell.handled = true;
      uncaughtIn(machine, process, cell.value, 'A promise was rejected and nobody handles it');
    }
  }
  rejections.length = rejecting.length = 0;
}

/** Lets virtual time go on to the next timer and fires it. Answers false when there is none. */
export function advance(machine: Machine): boolean {
  const timer = machine.timers.pop();
  if (timer === null) return false;
  if (timer.due > machine.now) {
    machine.now = timer.due;
    machine.jobs = 0;
    if (machine.now > machine.budget.virtualMs) {
      tooLate(machine);
    }
  }
  if (machine.gate !== null && !machine.gate(timer)) return true;
  try {
    fire(machine, timer);
    drain(machine);
  } catch (error) {
    // Thrown through a process that has ended, by itself or by another's will: the others go on.
    if (machine.signal !== null || timer.process.alive || error !== timer.process) throw error;
    machine.head = machine.tail = null;
  }
  return true;
}

function fire(machine: Machine, timer: Timer): void {
  machine.process = timer.process;
  if (!timer.own) return void (timer.callback as () => unknown)();
  if ((machine.timersFired += 1) > machine.budget.timers) livelock(machine);
  machine.cause = machine.tracesTimers ? machine.append('timer-fire', timer.cause) : undefined;
  machine.firing = timer;
  try {
    if (timer.args === null) (timer.callback as () => unknown)();
    else apply(timer.callback, undefined, timer.args);
  } catch (error) {
    if (machine.process.halted) throw error;
    uncaughtIn(machine, timer.process, error, 'A timer threw and nobody catches it');
  } finally {
    machine.firing = null;
  }
  if (timer.interval >= 0 && !timer.cleared) machine.timers.again(timer, machine.now + timer.interval);
}

function tooLate(machine: Machine): never {
  const blocked = blockedAwaits(machine);
  machine.halt(
    'budget',
    `The run went past ${grouped(machine.budget.virtualMs)} ms of virtual time.${waiting(blocked)}`,
    blocked[0]?.loc ?? machine.place(),
    blocked,
  );
}

function livelock(machine: Machine): never {
  const blocked = blockedAwaits(machine);
  machine.halt(
    'livelock',
    `More than ${grouped(machine.budget.timers)} timers fired, and the calls have not ended at virtual time ${grouped(machine.now)} ms.${waiting(blocked)} A timer sets itself again for ever: check what ends it.`,
    blocked[0]?.loc ?? machine.place(),
    blocked,
  );
}

/** Every async function that has begun and waits, the oldest first, and then every async generator. */
export function blockedAwaits(machine: Machine): NonNullable<Halt['blocked']> {
  const found: List<{ what: string; loc?: SourceLocation }> = createList();
  let oldest = machine.coroutines;
  while (oldest?.older) oldest = oldest.older;
  for (let at = oldest; at !== null && found.length < MAX_BLOCKED; at = at.newer) {
    if (at.line > 0 && at.process.alive) found[found.length] = { what: 'await', loc: { line: at.line } };
  }
  let first = machine.generators;
  while (first?.older) first = first.older;
  for (let at = first; at !== null && found.length < MAX_BLOCKED; at = at.newer) {
    if (at.process.alive) found[found.length] = { what: 'await', loc: { line: at.line } };
  }
  return toArray(found);
}

function waiting(blocked: NonNullable<Halt['blocked']>): string {
  if (blocked.length === 0) return '';
  let lines = '';
  for (let index = 0; index < blocked.length; index += 1) {
    const line = `${blocked[index]!.loc?.line}`;
    lines += index === 0 ? line : `${index === blocked.length - 1 ? ' and ' : ', '}${line}`;
  }
  return blocked.length === 1
    ? ` It waits at the await of line ${lines}.`
    : ` It waits at the awaits of lines ${lines}.`;
}

/** Drives until `cell` has settled. */
export function settleCell(machine: Machine, cell: Cell): void {
  drain(machine);
  while (cell.state === PENDING) if (!advance(machine)) deadlock(machine);
}

function deadlock(machine: Machine): never {
  const blocked = blockedAwaits(machine);
  machine.halt(
    'deadlock',
    `Nothing is left that could happen at virtual time ${grouped(machine.now)} ms, and a call has not ended.${waiting(blocked)} Each waits for a promise that nobody will settle: check who resolves it, and whether two wait for each other.`,
    blocked[0]?.loc,
    blocked,
  );
}

/** Calls `main` and drives the machine until what it answers has settled. */
export function drive(machine: Machine, main: () => unknown): Halt {
  try {
    let result: unknown;
    try {
      result = main();
    } catch (error) {
      if (machine.process.halted) throw error;
      uncaught(machine, error, 'The run threw');
    }
    const cell = cellToAwait(result);
    cell.handled = true;
    settleCell(machine, cell);
    if (cell.state === REJECTED) uncaught(machine, cell.value, 'The run was rejected');
    return { kind: 'done', message: 'The run ended.' };
  } catch (error) {
    return haltOf(machine, error);
  }
}

/** The halt that an exception out of the driver stands for; an exception of our own goes on. */
export function haltOf(machine: Machine, error: unknown): Halt {
  if (machine.signal === null) {
    if (!isOverflow(error)) throw error;
    try {
      stopOnOverflow(machine, error);
    } catch {
      // The signal is set now.
    }
  }
  return machine.signal!.halt;
}
