import { adopt, Cell, react, recogniseBy, reject, resolve, resolvers } from './cell';
import { active, interrupted, Job, REACTION } from './machine';
import {
  apply,
  arrayFrom,
  construct,
  createList,
  dataDescriptor,
  defineProperty,
  isObject,
  NativeAggregateError,
  NativeTypeError,
  symbolIterator,
  symbolSpecies,
  symbolToStringTag,
  type List,
} from './primordials';
import { Step } from './step';

/** Passed as the executor by the kernel itself, which settles the cell directly. */
const RAW = Symbol('raw');

type Callable = (...args: never[]) => unknown;
/** What `then` settles: the cell of a plain promise, or a subclass's own functions. */
export class Capability {
  constructor(
    readonly promise: object,
    readonly resolve: Callable,
    readonly reject: Callable,
  ) {}
}

export let cellOf: (value: unknown) => Cell | null;

/**
 * `Promise` of the program: the language's algorithms step by step, since the number of jobs each takes is what orders a
 * program's events. `class extends`, `Symbol.species` and patched `then` work as they do natively.
 */
class KernelPromise {
  readonly #cell: Cell = new Cell();

  static {
    cellOf = (value) => (isObject(value) && #cell in value ? value.#cell : null);
  }

  constructor(executor: unknown) {
    if (executor === RAW) return;
    if (typeof executor !== 'function') {
      throw new NativeTypeError(`Promise resolver ${describeType(executor)} is not a function`);
    }
    const settling = resolvers(this.#cell, this);
    try {
      (executor as (resolve: unknown, reject: unknown) => unknown)(settling.resolve, settling.reject);
    } catch (error) {
      if (interrupted()) throw error;
      settling.reject(error);
    }
  }

  then(onFulfilled?: unknown, onRejected?: unknown): object {
    if (!isObject(this) || !(#cell in this)) {
      throw new NativeTypeError('Promise.prototype.then called on something that is not a Promise');
    }
    const species = speciesOf(this);
    if (species === KernelPromise) {
      const derived = new KernelPromise(RAW);
      react(this.#cell, new Job(REACTION, derived, onFulfilled, onRejected));
      return derived;
    }
    const capability = newCapability(species);
    react(this.#cell, new Job(REACTION, capability, onFulfilled, onRejected));
    return capability.promise;
  }

  catch(onRejected?: unknown): unknown {
    return invokeThen(this, undefined, onRejected);
  }

  finally(onFinally?: unknown): unknown {
    if (!isObject(this)) throw new NativeTypeError('Promise.prototype.finally called on a non-object');
    const species = speciesOf(this);
    if (typeof onFinally !== 'function') return invokeThen(this, onFinally, onFinally);
    const thenFinally = (value: unknown): unknown => {
      const result = (onFinally as () => unknown)();
      return invokeThen(promiseResolve(species, result), () => value, undefined);
    };
    const catchFinally = (reason: unknown): unknown => {
      const result = (onFinally as () => unknown)();
      const thrower = (): never => {
        throw reason;
      };
      return invokeThen(promiseResolve(species, result), thrower, undefined);
    };
    return invokeThen(this, thenFinally, catchFinally);
  }

  static resolve(value?: unknown): object {
    if (!isObject(this)) throw new NativeTypeError('PromiseResolve called on non-object');
    return promiseResolve(this, value);
  }

  static reject(reason?: unknown): object {
    const capability = newCapability(this);
    apply(capability.reject, undefined, [reason]);
    return capability.promise;
  }

  static all(items: unknown): object {
    return combine(this, items, (state) => {
      const { index, values } = state;
      return {
        onFulfilled: once((value: unknown) => {
          values[index] = value;
          finishAll(state);
        }),
        onRejected: state.capability.reject,
      };
    });
  }

  static allSettled(items: unknown): object {
    return combine(this, items, (state) => {
      const { index, values } = state;
      const told = { done: false };
      return {
        onFulfilled: once((value: unknown) => {
          values[index] = { status: 'fulfilled', value };
          finishAll(state);
        }, told),
        onRejected: once((reason: unknown) => {
          values[index] = { status: 'rejected', reason };
          finishAll(state);
        }, told),
      };
    });
  }

  static any(items: unknown): object {
    return combine(
      this,
      items,
      (state) => {
        const { index, values } = state;
        return {
          onFulfilled: state.capability.resolve,
          onRejected: once((reason: unknown) => {
            values[index] = reason;
            finishAny(state);
          }),
        };
      },
      finishAny,
    );
  }

  static race(items: unknown): object {
    return combine(
      this,
      items,
      ({ capability }) => ({ onFulfilled: capability.resolve, onRejected: capability.reject }),
      () => undefined,
    );
  }

  static get [symbolSpecies](): unknown {
    return this;
  }
}

defineProperty(KernelPromise, 'name', { value: 'Promise', configurable: true });
defineProperty(KernelPromise.prototype, symbolToStringTag, { value: 'Promise', configurable: true });

const ownThen = KernelPromise.prototype.then;

recogniseBy({
  cellOf,
  isOwnThen: (then) => then === ownThen,
  isPlain: (value) => (value as { constructor?: unknown }).constructor === KernelPromise && hasOwnSpecies(),
});

function hasOwnSpecies(): boolean {
  return (KernelPromise as unknown as Record<symbol, unknown>)[symbolSpecies] === KernelPromise;
}

export { KernelPromise };

/** A pending promise and the means to settle it, without closures. */
export function newPromise(): KernelPromise {
  return new KernelPromise(RAW);
}

/** The language's SpeciesConstructor(promise, %Promise%). */
function speciesOf(promise: object): unknown {
  const constructor = (promise as { constructor?: unknown }).constructor;
  if (constructor === undefined) return KernelPromise;
  if (!isObject(constructor)) throw new NativeTypeError('The constructor property of a promise is not an object');
  const species = (constructor as Record<symbol, unknown>)[symbolSpecies];
  return species === undefined || species === null ? KernelPromise : species;
}

/** The language's NewPromiseCapability. */
function newCapability(constructor: unknown): Capability {
  if (constructor === KernelPromise) {
    const promise = new KernelPromise(RAW);
    const settling = resolvers(cellOf(promise)!, promise);
    return new Capability(promise, settling.resolve as Callable, settling.reject as Callable);
  }
  if (typeof constructor !== 'function') throw new NativeTypeError('A promise needs a constructor');
  let resolver: unknown;
  let rejecter: unknown;
  const executor = (onFulfilled: unknown, onRejected: unknown): void => {
    if (resolver !== undefined || rejecter !== undefined) {
      throw new NativeTypeError('Promise executor has already been invoked with non-undefined arguments');
    }
    resolver = onFulfilled;
    rejecter = onRejected;
  };
  const promise = construct(constructor, [executor], constructor);
  if (typeof resolver !== 'function' || typeof rejecter !== 'function') {
    throw new NativeTypeError('Promise resolve or reject function is not callable');
  }
  return new Capability(promise, resolver as Callable, rejecter as Callable);
}

/** The language's PromiseResolve. */
export function promiseResolve(constructor: unknown, value: unknown): object {
  if (cellOf(value) !== null && (value as { constructor?: unknown }).constructor === constructor) {
    return value as object;
  }
  if (constructor === KernelPromise) {
    const promise = new KernelPromise(RAW);
    resolve(cellOf(promise)!, value, promise);
    return promise;
  }
  const capability = newCapability(constructor);
  apply(capability.resolve, undefined, [value]);
  return capability.promise;
}

/** The cell that an `await` of `value` waits for: PromiseResolve(%Promise%, value) without making a promise. */
export function cellToAwait(value: unknown): Cell {
  if (isObject(value)) {
    const own = cellOf(value);
    if (own !== null && (value as { constructor?: unknown }).constructor === KernelPromise) return own;
    if (own === null && Step.is(value)) {
      const answer = cellToAwait(value.answer);
      active().awaitsStep = true;
      return answer;
    }
  }
  const cell = new Cell();
  resolve(cell, value);
  return cell;
}

function invokeThen(promise: unknown, onFulfilled: unknown, onRejected: unknown): unknown {
  return (promise as { then(onFulfilled: unknown, onRejected: unknown): unknown }).then(onFulfilled, onRejected);
}

/** The language's NewPromiseReactionJob. */
export function runReaction(job: Job): void {
  const handler = job.rejected ? job.onRejected : job.onFulfilled;
  const target = job.target as KernelPromise | Capability;
  let failed = job.rejected;
  let result = job.value;
  if (typeof handler === 'function') {
    failed = false;
    try {
      result = (handler as (value: unknown) => unknown)(job.value);
    } catch (error) {
      if (interrupted()) throw error;
      failed = true;
      result = error;
    }
  }
  const cell = cellOf(target);
  if (cell !== null) {
    if (failed) reject(cell, result);
    else resolve(cell, result, target);
    return;
  }
  const { resolve: onResult, reject: onError } = target as Capability;
  apply(failed ? onError : onResult, undefined, [result]);
}

/** A promise that follows another: what its resolving functions would have done. */
export function runFollow(job: Job): void {
  const cell = job.target as Cell;
  if (job.rejected) reject(cell, job.value);
  else resolve(cell, job.value, job.onFulfilled);
}

export function runAdopt(job: Job): void {
  adopt(job.target as Cell, job.value as object, job.onFulfilled, job.onRejected);
}

interface Combination {
  readonly capability: Capability;
  readonly values: List<unknown>;
  readonly index: number;
  readonly remaining: { count: number };
}

interface Handlers {
  readonly onFulfilled: unknown;
  readonly onRejected: unknown;
}

/** The common part of `all`, `allSettled`, `any` and `race`: iterate, resolve each, react to each. */
function combine(
  constructor: unknown,
  items: unknown,
  handlers: (state: Combination) => Handlers,
  finish: (state: Combination) => void = finishAll,
): object {
  const capability = newCapability(constructor);
  const state = { capability, values: createList<unknown>(), index: 0, remaining: { count: 1 } };
  let iterator: { readonly iterator: object; readonly next: unknown } | null = null;
  let isIterating = false;
  try {
    const resolveItem = (constructor as { resolve?: unknown }).resolve;
    if (typeof resolveItem !== 'function') throw new NativeTypeError('Promise resolve is not a function');
    iterator = openIterator(items);
    for (let index = 0; ; index += 1) {
      const result = apply(iterator.next, iterator.iterator, []);
      if (!isObject(result)) throw new NativeTypeError('Iterator result is not an object');
      if ((result as { done?: unknown }).done) break;
      const item = (result as { value?: unknown }).value;
      isIterating = true;
      active().charge(1, 1);
      state.values[index] = undefined;
      state.remaining.count += 1;
      const promise = apply(resolveItem, constructor, [item]);
      const { onFulfilled, onRejected } = handlers({ ...state, index });
      invokeThen(promise, onFulfilled, onRejected);
      isIterating = false;
    }
    finish(state);
  } catch (error) {
    if (interrupted()) throw error;
    if (isIterating && iterator !== null) closeIterator(iterator.iterator);
    apply(capability.reject, undefined, [error]);
  }
  return capability.promise;
}

function openIterator(items: unknown): { readonly iterator: object; readonly next: unknown } {
  const method = (items as Record<symbol, unknown> | null | undefined)?.[symbolIterator];
  if (typeof method !== 'function') throw new NativeTypeError(`${describeType(items)} is not iterable`);
  const iterator = apply(method, items, []);
  if (!isObject(iterator)) throw new NativeTypeError('Result of the Symbol.iterator method is not an object');
  return { iterator, next: (iterator as { next?: unknown }).next };
}

/** After a throw: what `return` answers or throws no longer matters. */
function closeIterator(iterator: object): void {
  try {
    const method = (iterator as { return?: unknown }).return;
    if (method !== undefined && method !== null) apply(method, iterator, []);
  } catch (error) {
    if (interrupted()) throw error;
  }
}

function finishAll(state: Combination): void {
  state.remaining.count -= 1;
  if (state.remaining.count === 0) apply(state.capability.resolve, undefined, [arrayFrom(state.values)]);
}

function finishAny(state: Combination): void {
  state.remaining.count -= 1;
  if (state.remaining.count > 0) return;
  const error = new NativeAggregateError([], 'All promises were rejected');
  defineProperty(error, 'errors', dataDescriptor(arrayFrom(state.values), false));
  apply(state.capability.reject, undefined, [error]);
}

function once(settle: (value: unknown) => void, told: { done: boolean } = { done: false }): unknown {
  return (value: unknown): void => {
    if (told.done) return;
    told.done = true;
    settle(value);
  };
}

function describeType(value: unknown): string {
  if (value === null) return 'null';
  return isObject(value) ? `#<${typeof value}>` : `${typeof value}`;
}

export { reject, resolve };
