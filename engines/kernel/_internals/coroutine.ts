import { react, reject, resolve, type Cell } from './cell';
import { active, AWAIT, interrupted, Job } from './machine';
import type { Process } from './process';
import { cellOf, cellToAwait, newPromise } from './promise';
import { apply, generatorNext, generatorThrow, isObject, NativeTypeError, type LoweredGenerator } from './primordials';

/** An async function that has begun: its generator, its promise, and the one job that resumes it. */
export class Coroutine {
  /** Reused by every await: a coroutine waits for one thing at a time. */
  readonly job: Job = new Job(AWAIT, this, undefined, undefined);
  /** Line of the await it waits at, or 0. */
  line = 0;
  /** Whether it waits for an iterator's answer. */
  awaitsStep = false;
  older: Coroutine | null = null;
  newer: Coroutine | null = null;
  constructor(
    readonly generator: LoweredGenerator,
    readonly promise: object,
    readonly cell: Cell,
    readonly process: Process,
  ) {}
}

/**
 * TypeScript's helper for an async function lowered to a generator. Every `await` costs what the language says: one job
 * for a promise of ours, three for another's thenable.
 */
export function awaiter(
  self: unknown,
  args: ArrayLike<unknown> | undefined,
  _constructor: unknown,
  body: unknown,
): object {
  const promise = newPromise();
  const cell = cellOf(promise)!;
  let generator: LoweredGenerator;
  try {
    generator = apply(body, self, args ?? []) as LoweredGenerator;
  } catch (error) {
    if (interrupted()) throw error;
    reject(cell, error);
    return promise;
  }
  const machine = active();
  const coroutine = new Coroutine(generator, promise, cell, machine.process);
  const older = (coroutine.older = machine.coroutines);
  if (older !== null) older.newer = coroutine;
  machine.coroutines = coroutine;
  resume(coroutine, undefined, false);
  return promise;
}

/** Runs until the next await, or the end. */
export function resume(coroutine: Coroutine, outcome: unknown, rejected: boolean): void {
  const machine = active();
  let value = outcome;
  let throws = rejected;
  if (coroutine.awaitsStep) {
    coroutine.awaitsStep = false;
    if (!rejected && !isObject(outcome)) {
      throws = true;
      value = new NativeTypeError('Iterator result is not an object');
    }
  }
  for (;;) {
    let result: IteratorResult<unknown, unknown>;
    try {
      result = throws ? generatorThrow(coroutine.generator, value) : generatorNext(coroutine.generator, value);
    } catch (error) {
      if (interrupted()) throw error;
      unlink(coroutine);
      return reject(coroutine.cell, error);
    }
    if (result.done === true) {
      unlink(coroutine);
      return resolve(coroutine.cell, result.value, coroutine.promise);
    }
    coroutine.line = machine.awaitLine;
    machine.awaitLine = 0;
    try {
      const cell = cellToAwait(result.value);
      if (machine.awaitsStep) {
        machine.awaitsStep = false;
        coroutine.awaitsStep = true;
      }
      return react(cell, coroutine.job);
    } catch (error) {
      // A promise whose `constructor` throws: the await itself throws, at once.
      if (interrupted()) throw error;
      value = error;
      throws = true;
    }
  }
}

function unlink(coroutine: Coroutine): void {
  const { older, newer } = coroutine;
  if (newer === null) active().coroutines = older;
  else newer.older = older;
  if (older !== null) older.newer = newer;
  coroutine.older = coroutine.newer = null;
}
