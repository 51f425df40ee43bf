/**
 * The seam between compiler and kernel: what compiled text may ask of the runtime it is given. `src/compile` emits
 * against it, `engines/kernel` implements it; neither knows more of the other.
 */

/**
 * A compiled module: one classic-script expression, evaluated afresh for each node and each restart.
 *
 *     (function ($k, exports) {
 *       "use strict";
 *       const { Map, Promise, setTimeout, __awaiter } = $k.globals;   // the allowed names that the text uses
 *       let fetch, self;                                              // names the text both declares and might leak
 *       (function () { ...lowered, counted body... })();
 *     })
 *
 * A name that is neither allowed nor declared anywhere in the text is emitted as `$k.absent("fetch", line, column)`, so
 * that no free name ever reaches the realm.
 */
export type ProgramFactory = (runtime: ProgramRuntime, exports: Record<string, unknown>) => void;

export interface ProgramRuntime {
  /** Allowed globals by name, and the lowering helpers: `__awaiter`, `__await`, `__asyncGenerator`, `__asyncDelegator`,
   * `__asyncValues`, `__rest` and whatever else TypeScript's transformers name. */
  readonly globals: Readonly<Record<string, unknown>>;
  /**
   * Publishes `turns` loop turns or calls made at `line` (original text). Throws the halt when the budget is spent, and
   * on every call after a halt. Loops count in locals, which go to `meter.pending` when the loop ends, however it ends.
   */
  tick(turns: number, line: number): void;
  /**
   * Turns and calls counted and not published yet, 0 at the start: compiled text adds each function entry to it, and
   * publishes the whole by `tick` when it passes 1,023. So the exact count at any moment that the program is not
   * running is the sum of all ticks plus `pending`.
   */
  readonly meter: { pending: number };
  /**
   * True once the run has been halted. Compiled `catch` clauses begin with `if ($k.halted) throw e`, and `finally`
   * bodies are skipped when it is set, so that learner code cannot swallow a halt.
   */
  readonly halted: boolean;
  /**
   * Around the operand of an `await`, just before it suspends: keeps the place, so that a deadlock can name it. Returns
   * `value` unchanged.
   */
  awaits<T>(value: T, line: number): T;
  /** Around an array that a spread has made, or one that is about to be taken apart with a rest: charges its length. */
  copied<T>(value: T): T;
  /** `left ** right`, the same in every engine; what is native for BigInt. Converts both, the left one first. */
  power(left: unknown, right: unknown): number | bigint;
  /** A name that is not available here: throws the refusal `fetch is not available here: ...` with its place. */
  absent(name: string, line: number, column: number): never;
  /** Explaining build only: an evaluated condition. Returns `value` unchanged. `text` has the operands' values. */
  condition<T>(value: T, line: number, column: number, text: string): T;
  /** Explaining build only: a comparison in a condition; keeps its operands for the condition's text. */
  compare<T>(result: T, left: unknown, operator: string, right: unknown): T;
  /** Explaining build only: an answer given by `return` at `line`. Returns `value` unchanged. */
  answer<T>(value: T, line: number, column: number): T;
}

/** Global names that ES2023 itself defines and a program may use: all that a worker's realm keeps of its own. */
export const LANGUAGE_GLOBALS: readonly string[] = [
  'undefined',
  'NaN',
  'Infinity',
  'globalThis',
  'Object',
  'Function',
  'Array',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'RegExp',
  'Proxy',
  'Reflect',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'JSON',
  'Math',
  'Date',
  'Promise',
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
  'ArrayBuffer',
  'DataView',
  'Int8Array',
  'Uint8Array',
  'Uint8ClampedArray',
  'Int16Array',
  'Uint16Array',
  'Int32Array',
  'Uint32Array',
  'Float32Array',
  'Float64Array',
  'BigInt64Array',
  'BigUint64Array',
  'parseInt',
  'parseFloat',
  'isNaN',
  'isFinite',
  'encodeURIComponent',
  'decodeURIComponent',
  'encodeURI',
  'decodeURI',
];

/**
 * Names that a program may use: the language's, and what the kernel supplies besides. The same list in every engine;
 * `typeof` of any other name is `"undefined"`.
 */
export const ALLOWED_GLOBALS: readonly string[] = [
  ...LANGUAGE_GLOBALS,
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'setImmediate',
  'clearImmediate',
  'queueMicrotask',
  'structuredClone',
  'console',
  'performance',
  'crypto',
  'AbortController',
  'AbortSignal',
  'Event',
  'EventTarget',
  'DOMException',
];
