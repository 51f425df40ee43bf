import { react, reject, resolve, type Cell } from './cell';
import { active, INTERNAL, interrupted, Job, type Machine, type Suspended } from './machine';
import { cellOf, cellToAwait, newPromise, promiseResolve, KernelPromise } from './promise';
import {
  apply,
  createObject,
  defineProperty,
  generatorNext,
  generatorReturn,
  generatorThrow,
  isObject,
  NativeTypeError,
  setPrototypeOf,
  symbolAsyncIterator,
  symbolIterator,
  symbolToStringTag,
  type LoweredGenerator,
} from './primordials';
import { Stepper } from './step';

/** How a suspended generator is gone on with. */
const NEXT = 0;
const THROW = 1;
const RETURN = 2;
type Mode = typeof NEXT | typeof THROW | typeof RETURN;

/** What lowered code yields to say `await`. */
class Awaited {
  readonly #brand = true;
  /** `RETURN` when the value, once there, is to go on as a `return`. */
  constructor(
    readonly value: unknown,
    readonly mode: Mode = NEXT,
  ) {}
  static is(value: unknown): value is Awaited {
    return isObject(value) && #brand in value;
  }
}

/** What `yield*` yields: a value of the inner iterator, which the language does not await again. */
class Delegated {
  readonly #brand = true;
  constructor(
    readonly value: unknown,
    /** True for the result of the whole `yield*`: not yielded, only handed on. */
    readonly isResult: boolean,
  ) {}
  static is(value: unknown): value is Delegated {
    return isObject(value) && #brand in value;
  }
}

/** TypeScript's `__await`. */
export function awaitMark(value: unknown): object {
  // The stock helper awaits the result of `yield*` once more than the language does.
  return Delegated.is(value) && value.isResult ? value : new Awaited(value);
}

/** One call of `next`, `throw` or `return` that waits for its turn. */
class Request {
  next: Request | null = null;
  constructor(
    readonly mode: Mode,
    readonly value: unknown,
    readonly promise: object,
    readonly cell: Cell,
  ) {}
}

const SUSPENDED_START = 0;
const SUSPENDED_YIELD = 1;
const EXECUTING = 2;
const AWAITING_RETURN = 3;
const COMPLETED = 4;

/** The state of an async generator, in the language's own words. */
class Driver implements Suspended {
  state: number = SUSPENDED_START;
  readonly process = active().process;
  /** Line of the await it waits at, or 0. */
  line = 0;
  older: Suspended | null = null;
  newer: Suspended | null = null;
  first: Request | null = null;
  last: Request | null = null;
  constructor(readonly generator: LoweredGenerator) {}

  request(mode: Mode, value: unknown): object {
    const promise = newPromise();
    const request = new Request(mode, value, promise, cellOf(promise)!);
    const { state } = this;
    if (mode === THROW && state === SUSPENDED_START) this.state = COMPLETED;
    if (mode !== RETURN && this.state === COMPLETED) {
      if (mode === THROW) reject(request.cell, value);
      else resolve(request.cell, { value: undefined, done: true }, promise);
      return promise;
    }
    if (this.last === null) this.first = request;
    else this.last.next = request;
    this.last = request;
    if (state === SUSPENDED_START || state === COMPLETED) {
      if (mode === RETURN) this.awaitReturn();
      else this.go(mode, value);
    } else if (state === SUSPENDED_YIELD) this.resumeYield(request);
    return promise;
  }

  /** The language's AsyncGeneratorUnwrapYieldResumption: a `return` awaits its value first. */
  private resumeYield(request: Request): void {
    if (request.mode !== RETURN) return this.go(request.mode, request.value);
    this.state = EXECUTING;
    this.wait(request.value, RETURN);
  }

  /** Waits for `value`, then goes on with it in `mode`, or with a throw. */
  private wait(value: unknown, mode: Mode): void {
    // Told for this await, and not for the next one of some async function.
    const machine = active();
    const line = machine.awaitLine;
    machine.awaitLine = 0;
    let cell: Cell;
    try {
      cell = cellToAwait(value);
    } catch (error) {
      if (interrupted()) throw error;
      return this.go(THROW, error);
    }
    const { awaitsStep } = machine;
    machine.awaitsStep = false;
    react(
      cell,
      internalJob((outcome, rejected) => {
        if (line > 0) this.unlink(machine);
        if (awaitsStep && !rejected && !isObject(outcome)) {
          return this.go(THROW, new NativeTypeError('Iterator result is not an object'));
        }
        this.go(rejected ? THROW : mode, outcome);
      }),
    );
    if (line > 0) this.link(machine, line);
  }

  private link(machine: Machine, line: number): void {
    this.line = line;
    const older = (this.older = machine.generators);
    if (older !== null) older.newer = this;
    machine.generators = this;
  }

  private unlink(machine: Machine): void {
    const { older, newer } = this;
    if (newer === null) machine.generators = older;
    else newer.older = older;
    if (older !== null) older.newer = newer;
    this.older = this.newer = null;
  }

  /** Runs until the next await, yield or end. */
  private go(mode: Mode, value: unknown): void {
    const { generator } = this;
    this.state = EXECUTING;
    let result: IteratorResult<unknown, unknown>;
    let nextMode = mode;
    let nextValue = value;
    for (;;) {
      try {
        result =
          nextMode === NEXT
            ? generatorNext(generator, nextValue)
            : nextMode === THROW
              ? generatorThrow(generator, nextValue)
              : generatorReturn(generator, nextValue);
      } catch (error) {
        if (interrupted()) throw error;
        this.state = COMPLETED;
        this.complete(error, true, true);
        return this.drain();
      }
      const yielded: unknown = result.value;
      if (result.done === true) {
        this.state = COMPLETED;
        this.complete(yielded, false, true);
        return this.drain();
      }
      if (Awaited.is(yielded)) return this.wait(yielded.value, yielded.mode);
      if (Delegated.is(yielded) && yielded.isResult) {
        nextMode = NEXT;
        nextValue = yielded.value;
        continue;
      }
      this.complete(Delegated.is(yielded) ? yielded.value : yielded, false, false);
      const waiting = this.first;
      if (waiting === null) {
        this.state = SUSPENDED_YIELD;
        return;
      }
      if (waiting.mode === RETURN) return this.wait(waiting.value, RETURN);
      nextMode = waiting.mode;
      nextValue = waiting.value;
    }
  }

  /** The language's AsyncGeneratorCompleteStep: settles the oldest request. */
  private complete(value: unknown, isError: boolean, done: boolean): void {
    const request = this.first!;
    this.first = request.next;
    if (this.first === null) this.last = null;
    if (isError) reject(request.cell, value);
    else resolve(request.cell, { value, done }, request.promise);
  }

  /** The language's AsyncGeneratorDrainQueue. */
  private drain(): void {
    while (this.first !== null) {
      const { mode, value } = this.first;
      if (mode === RETURN) return this.awaitReturn();
      this.complete(mode === THROW ? value : undefined, mode === THROW, true);
    }
  }

  /** The language's AsyncGeneratorAwaitReturn. */
  private awaitReturn(): void {
    this.state = AWAITING_RETURN;
    const settled = (outcome: unknown, rejected: boolean): void => {
      this.state = COMPLETED;
      this.complete(outcome, rejected, true);
      this.drain();
    };
    let cell: Cell;
    try {
      cell = cellToAwait(this.first!.value);
    } catch (error) {
      if (interrupted()) throw error;
      return settled(error, true);
    }
    react(cell, internalJob(settled));
  }
}

function internalJob(settled: (outcome: unknown, rejected: boolean) => void): Job {
  return new Job(INTERNAL, null, settled, undefined);
}

/** `%AsyncIteratorPrototype%` of the program. */
const asyncIteratorPrototype = {
  [symbolAsyncIterator](this: unknown): unknown {
    return this;
  },
};
defineProperty(asyncIteratorPrototype, symbolAsyncIterator, { enumerable: false });

class AsyncGenerator {
  readonly #driver: Driver;
  constructor(driver: Driver) {
    this.#driver = driver;
  }
  next(value: unknown): object {
    return AsyncGenerator.#request(this, NEXT, value);
  }
  return(value: unknown): object {
    return AsyncGenerator.#request(this, RETURN, value);
  }
  throw(error: unknown): object {
    return AsyncGenerator.#request(this, THROW, error);
  }
  static #request(self: unknown, mode: Mode, value: unknown): object {
    if (isObject(self) && #driver in self) return (self as AsyncGenerator).#driver.request(mode, value);
    const promise = newPromise();
    reject(cellOf(promise)!, new NativeTypeError('next method called on incompatible receiver'));
    return promise;
  }
}
setPrototypeOf(AsyncGenerator.prototype, asyncIteratorPrototype);
defineProperty(AsyncGenerator.prototype, symbolToStringTag, { value: 'AsyncGenerator', configurable: true });
defineProperty(AsyncGenerator.prototype, 'constructor', { value: undefined, configurable: true });

/** TypeScript's helper for an async generator lowered to a generator. */
export function asyncGenerator(self: unknown, args: ArrayLike<unknown> | undefined, body: unknown): object {
  return new AsyncGenerator(new Driver(apply(body, self, args ?? []) as LoweredGenerator));
}

const DELEGATE_YIELDED = 0;
const DELEGATE_AWAITING = 1;
const DELEGATE_CLOSING = 2;
const DELEGATE_RETURNING = 3;

/**
 * TypeScript's `yield*` of an async generator: a plain iterator whose steps tell the driver what to await and what to
 * yield. The stock helper is a job late; this one follows the language's own steps.
 */
export function asyncDelegator(inner: unknown): object {
  const iterator = Stepper.iteratorOf(inner as object) as { next: unknown; throw?: unknown; return?: unknown };
  const { next } = iterator;
  let phase = DELEGATE_YIELDED;
  const call = (method: unknown, value: unknown, mode: Mode): object => {
    phase = DELEGATE_AWAITING;
    return step(new Awaited(apply(method, iterator, [value]), mode));
  };
  /** The inner iterator's answer has come. */
  const answered = (result: unknown, returns: boolean): object => {
    if (!isObject(result)) throw new NativeTypeError('Iterator result is not an object');
    const { done } = result as { done?: unknown };
    const { value } = result as { value?: unknown };
    if (done) return { value: returns ? value : new Delegated(value, true), done: true };
    phase = DELEGATE_YIELDED;
    return step(new Delegated(value, false));
  };
  const delegate = createObject(null);
  delegate[symbolIterator] = () => delegate;
  delegate['next'] = (value: unknown) => {
    if (phase === DELEGATE_YIELDED) return call(next, value, NEXT);
    if (phase === DELEGATE_CLOSING) {
      throw new NativeTypeError('The iterator does not provide a throw method');
    }
    return answered(value, false);
  };
  delegate['throw'] = (error: unknown) => {
    if (phase !== DELEGATE_YIELDED) throw error;
    const method = iterator.throw;
    if (method !== undefined && method !== null) return call(method, error, NEXT);
    const close = iterator.return;
    phase = DELEGATE_CLOSING;
    if (close === undefined || close === null) {
      throw new NativeTypeError('The iterator does not provide a throw method');
    }
    return step(new Awaited(apply(close, iterator, []), NEXT));
  };
  delegate['return'] = (value: unknown) => {
    if (phase === DELEGATE_RETURNING) return { value, done: true };
    if (phase === DELEGATE_AWAITING) return answered(value, true);
    const method = iterator.return;
    if (method !== undefined && method !== null) return call(method, value, RETURN);
    phase = DELEGATE_RETURNING;
    return step(new Awaited(value, RETURN));
  };
  return delegate;
}

function step(value: unknown): object {
  return { value, done: false };
}

/** TypeScript's `for await`: the value's async iterator, or its iterator made one. */
export function asyncValues(value: unknown): object {
  const method = (value as Record<symbol, unknown>)[symbolAsyncIterator];
  if (method !== undefined && method !== null) {
    const iterator = apply(method, value, []);
    if (!isObject(iterator)) throw new NativeTypeError('Result of the Symbol.asyncIterator method is not an object');
    return new Stepper(iterator);
  }
  const open = (value as Record<symbol, unknown>)[symbolIterator];
  if (typeof open !== 'function') throw new NativeTypeError('The value of for await or yield* is not iterable');
  const iterator = apply(open, value, []);
  if (!isObject(iterator)) throw new NativeTypeError('Result of the Symbol.iterator method is not an object');
  return new Stepper(fromSyncIterator(iterator as Iterator<unknown>));
}

/** The language's %AsyncFromSyncIteratorPrototype%. */
function fromSyncIterator(iterator: Iterator<unknown>): object {
  const { next } = iterator;
  const continued = (promise: object, produce: () => unknown): object => {
    const cell = cellOf(promise)!;
    try {
      const result = produce();
      if (!isObject(result)) throw new NativeTypeError('Iterator result is not an object');
      const { done } = result as { done?: unknown };
      const wrapped = promiseResolve(KernelPromise, (result as { value?: unknown }).value);
      const unwrap = (outcome: unknown, rejected: boolean): void => {
        if (rejected) reject(cell, outcome);
        else resolve(cell, { value: outcome, done: !!done }, promise);
      };
      react(cellOf(wrapped)!, internalJob(unwrap));
    } catch (error) {
      if (interrupted()) throw error;
      reject(cell, error);
    }
    return promise;
  };
  return {
    next: (value: unknown) => continued(newPromise(), () => apply(next, iterator, [value])),
    return: (value: unknown) => {
      const promise = newPromise();
      let method: unknown;
      try {
        method = iterator.return;
      } catch (error) {
        if (interrupted()) throw error;
        reject(cellOf(promise)!, error);
        return promise;
      }
      // Nothing to close: answered at once, and not through the continuation, which would take a job more.
      if (method === undefined || method === null) {
        resolve(cellOf(promise)!, { value, done: true }, promise);
        return promise;
      }
      return continued(promise, () => apply(method, iterator, [value]));
    },
    throw: (error: unknown) => {
      const promise = newPromise();
      return continued(promise, () => {
        const method = iterator.throw;
        if (method === undefined || method === null) throw error;
        return apply(method, iterator, [error]);
      });
    },
    [symbolAsyncIterator](this: unknown) {
      return this;
    },
  };
}

/** The machine's view of an internal job. */
export function runInternal(job: Job): void {
  (job.onFulfilled as (outcome: unknown, rejected: boolean) => void)(job.value, job.rejected);
}
