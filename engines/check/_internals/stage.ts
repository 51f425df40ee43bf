import { describeError, reduce, type Kernel, type ProgramFactory } from '../../kernel';
import type { Data, Decision, Exports, Facts, Outcome, Stage } from '../types';

export interface StageOptions {
  readonly kernel: Kernel;
  readonly exports: Exports;
  /** What each node of the case is started with. */
  readonly program: ProgramFactory;
  readonly rung: string;
  readonly facts: Facts;
  /** Told what decided each answer; only where the program is an explaining build. */
  readonly onDecision?: ((decision: Decision) => void) | undefined;
}

/** The kernel's own async function: waits at each `yield`, in virtual time, and asks nothing of any prototype. */
type Awaiter = <T>(self: undefined, args: undefined, P: undefined, body: () => Generator<unknown, T>) => Promise<T>;

/**
 * What a scenario holds while it drives the program. It shares the realm with the program: what the program answers is
 * reduced to data at once, by built-ins captured before it was loaded, and no method of a built-in is looked up here.
 */
export function createStage({ kernel, exports, program, rung, facts, onDecision }: StageOptions): Stage {
  // Outcomes have no prototype: a `then` put on `Object.prototype` must not be taken for theirs when they are awaited.
  const begin = (op: string, args: readonly Data[]): number => {
    if (onDecision !== undefined) kernel.takeExplanation();
    return kernel.record({ kind: 'call', op, data: recorded(args) });
  };
  const end = (kind: string, op: string, cause: number, data: Data): void => {
    const seq = kernel.record({ kind, op, cause, data });
    if (onDecision === undefined) return;
    const { loc, conditions } = kernel.takeExplanation();
    const place = loc ?? conditions[conditions.length - 1]?.loc;
    if (place !== undefined) onDecision({ seq, loc: place, conditions });
  };
  const ended = (kind: 'return' | 'resolve', op: string, cause: number, value: unknown): Outcome => {
    end(kind, op, cause, reduce(value));
    return { __proto__: null, ok: true, value } as Outcome;
  };
  const failed = (kind: 'throw' | 'reject', op: string, cause: number, error: unknown): Outcome => {
    // A halt goes on to the kernel; only what the program itself threw is an answer.
    kernel.caught(error);
    end(kind, op, cause, reduceError(error));
    return { __proto__: null, ok: false, error } as Outcome;
  };
  const counted = (op: string, size: number, before: number, calls: number): void => {
    kernel.record({ kind: 'measure', op, data: { size, steps: kernel.steps - before, calls } });
  };
  // This text is not lowered as a program is, and a native `async` would wait outside virtual time.
  const awaiter = kernel.runtime.globals['__awaiter'] as Awaiter;
  return {
    exports,
    rung,
    facts,
    call(op, args, run) {
      const cause = begin(op, args);
      let value: unknown;
      try {
        value = run();
      } catch (error) {
        return failed('throw', op, cause, error);
      }
      return ended('return', op, cause, value);
    },
    callAsync: (op, args, run) =>
      awaiter(undefined, undefined, undefined, function* () {
        const cause = begin(op, args);
        let pending: unknown;
        try {
          pending = run();
        } catch (error) {
          return failed('throw', op, cause, error);
        }
        try {
          return ended('resolve', op, cause, yield pending);
        } catch (error) {
          return failed('reject', op, cause, error);
        }
      }),
    measure(op, size, run, calls = 1) {
      const before = kernel.steps;
      try {
        run();
      } catch (error) {
        kernel.caught(error);
      }
      counted(op, size, before, calls);
    },
    measureAsync: (op, size, run, calls = 1) =>
      awaiter(undefined, undefined, undefined, function* () {
        const before = kernel.steps;
        try {
          yield run();
        } catch (error) {
          kernel.caught(error);
        }
        counted(op, size, before, calls);
      }),
    watchMemory: () => kernel.watchMemory(),
    retained(size, ...roots) {
      const { entries, isComplete, largest } = kernel.retained([exports, ...roots]);
      const loc = largest?.loc;
      const where = loc === undefined ? {} : { line: loc.line };
      const what = largest === undefined ? {} : { largest: largest.size, kind: largest.kind };
      kernel.record({ kind: 'measure', op: 'retained', data: { size, entries, isComplete, ...what, ...where } });
    },
    timersLeft: () =>
      void kernel.record({ kind: 'measure', op: 'timers', data: { left: kernel.leavings().timers.length } }),
    mark: (op, data) => void kernel.record({ kind: 'mark', op, data: reduce(data) }),
    sleep: (ms) => kernel.sleep(ms),
    now: () => kernel.now(),
    pick: (label, count) => kernel.pick(label, count),
    node: (name) => kernel.spawn(name, program),
  };
}

/** Arguments as they were before the call. Those that cannot change need no copy, which most cases are full of. */
function recorded(args: readonly Data[]): Data {
  for (let index = 0; index < args.length; index += 1) {
    const type = typeof args[index];
    if (type === 'object' || type === 'function') return reduce(args);
  }
  return args;
}

/** `{ name, message }`, without the stack: a trace is the same in every engine. */
function reduceError(error: unknown): Data {
  const { name, message } = describeError(error);
  return { name, message };
}
