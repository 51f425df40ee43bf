import { isObject, apply, NativeTypeError } from './primordials';
import { active, ADOPT, FOLLOW, interrupted, Job } from './machine';

export const PENDING = 0;
export const FULFILLED = 1;
export const REJECTED = 2;

/**
 * What a promise is without its object: state, outcome, and who waits. An `await` of a plain value needs no more than
 * this, and no program ever holds one.
 */
export class Cell {
  state: number = PENDING;
  value: unknown = undefined;
  /** Whether anyone has asked for a rejection's reason. */
  handled = false;
  /** Reactions in order of registration. */
  first: Job | null = null;
  last: Job | null = null;
}

/** How this module knows a promise when it sees one: set by `promise.ts`, which has the class. */
interface Recognised {
  /** The cell of a promise of the kernel's class, or null. */
  cellOf(value: object): Cell | null;
  /** Whether a `then` is the kernel's own. */
  isOwnThen(then: unknown): boolean;
  /** Whether reactions of this promise make plain promises, so that a reaction nobody sees may be left out. */
  isPlain(value: object): boolean;
}

let recognised: Recognised;

/** Called once by `promise.ts`. */
export function recogniseBy(how: Recognised): void {
  recognised = how;
}

/** The language's PerformPromiseThen. */
export function react(cell: Cell, job: Job): void {
  if (cell.state === PENDING) {
    if (cell.last === null) cell.first = job;
    else cell.last.next = job;
    cell.last = job;
  } else {
    job.rejected = cell.state === REJECTED;
    job.value = cell.value;
    active().enqueue(job);
  }
  cell.handled = true;
}

export function reject(cell: Cell, reason: unknown): void {
  if (!cell.handled) {
    const { rejections, rejecting, process } = active();
    rejecting[rejections.length] = process;
    rejections[rejections.length] = cell;
  }
  settle(cell, REJECTED, reason);
}

function settle(cell: Cell, state: number, value: unknown): void {
  let job = cell.first;
  cell.state = state;
  cell.value = value;
  cell.first = cell.last = null;
  if (job === null) return;
  const machine = active();
  const rejected = state === REJECTED;
  while (job !== null) {
    const next: Job | null = job.next;
    job.next = null;
    job.rejected = rejected;
    job.value = value;
    machine.enqueue(job);
    job = next;
  }
}

/** The language's promise resolve function, without its once-only guard. */
export function resolve(cell: Cell, value: unknown, self?: unknown): void {
  if (!isObject(value)) return settle(cell, FULFILLED, value);
  if (value === self && self !== undefined) {
    return reject(cell, new NativeTypeError('Chaining cycle detected for promise: it was resolved with itself'));
  }
  let then: unknown;
  try {
    then = (value as { then?: unknown }).then;
  } catch (error) {
    if (interrupted()) throw error;
    return reject(cell, error);
  }
  if (typeof then !== 'function') return settle(cell, FULFILLED, value);
  const job = new Job(ADOPT, cell, then, self);
  job.value = value;
  active().enqueue(job);
}

/** The language's NewPromiseResolveThenableJob. */
export function adopt(cell: Cell, thenable: object, then: unknown, self: unknown): void {
  if (recognised.isOwnThen(then)) {
    const source = recognised.cellOf(thenable);
    // Same jobs in the same order; only the promise that `then` would make, and nobody could see, is left out.
    if (source !== null && recognised.isPlain(thenable)) {
      return react(source, new Job(FOLLOW, cell, self, undefined));
    }
  }
  const settling = resolvers(cell, self);
  try {
    apply(then, thenable, [settling.resolve, settling.reject]);
  } catch (error) {
    if (interrupted()) throw error;
    settling.reject(error);
  }
}

export interface Resolvers {
  resolve(value: unknown): void;
  reject(reason: unknown): void;
}

/** The language's CreateResolvingFunctions: the first call of either counts. */
export function resolvers(cell: Cell, self?: unknown): Resolvers {
  let done = false;
  return {
    resolve: anonymous((value: unknown) => {
      if (done) return;
      done = true;
      resolve(cell, value, self);
    }),
    reject: anonymous((reason: unknown) => {
      if (done) return;
      done = true;
      reject(cell, reason);
    }),
  };
}

/** Keeps a function expression from taking the name of what it is assigned to, as the language's own have none. */
function anonymous<T>(made: T): T {
  return made;
}
