import { describeError } from './describe';
import type { Machine } from './machine';
import { hasOwn } from './primordials';
import type { Process } from './process';

/** Ends the run for an exception that reached the top. */
export function uncaught(machine: Machine, error: unknown, how: string): never {
  stopOnOverflow(machine, error);
  const { name, message } = describeError(error);
  const signal = machine.stop('unhandled', `${how}: ${name}: ${message}`, machine.locate(error));
  if (hasOwn(ENGINE_ERRORS, name)) signal.told = `${how}: ${name}`;
  throw signal;
}

/** Errors that the engine makes, in words of its own: a trace has their names only. */
const ENGINE_ERRORS: { readonly [name: string]: true } = {
  AggregateError: true,
  EvalError: true,
  InternalError: true,
  RangeError: true,
  ReferenceError: true,
  SyntaxError: true,
  TypeError: true,
  URIError: true,
};

/**
 * For an exception that reached the top of `process`: ends that process where it is one of several, and else the run, as
 * `uncaught` does. Returns in the former case: then nothing of the process may run on.
 */
export function uncaughtIn(machine: Machine, process: Process, error: unknown, how: string): void {
  stopOnOverflow(machine, error);
  if (machine.onUncaught?.(process, describeError(error).name) === true) {
    machine.head = machine.tail = null;
    return;
  }
  uncaught(machine, error, how);
}

/** Stack overflow, as V8 and SpiderMonkey put it. The one place where an engine's text is looked at. */
export function isOverflow(error: unknown): boolean {
  const { name, message } = describeError(error);
  return (
    (name === 'RangeError' && message === 'Maximum call stack size exceeded') ||
    (name === 'InternalError' && message === 'too much recursion')
  );
}

/** Halts as `recursion` when that is what was thrown. */
export function stopOnOverflow(machine: Machine, error: unknown): void {
  if (!isOverflow(error)) return;
  const loc = machine.locate(error) ?? machine.place();
  const where = loc === undefined ? '' : ` near line ${loc.line}`;
  machine.halt(
    'recursion',
    `The call stack overflowed${where}: a function calls itself without an end, or deeper than any engine goes. Check what ends the recursion, or write a loop.`,
    loc,
  );
}
