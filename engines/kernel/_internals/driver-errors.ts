import { describeError } from './describe';
import type { Machine } from './machine';

/** Ends the run for an exception that reached the top. */
export function uncaught(machine: Machine, error: unknown, how: string): never {
  stopOnOverflow(machine, error);
  const { name, message } = describeError(error);
  machine.halt('unhandled', `${how}: ${name}: ${message}`, machine.locate(error));
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
