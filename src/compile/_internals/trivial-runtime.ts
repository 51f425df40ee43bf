import ts from 'typescript-lowering';
import { Script } from 'node:vm';
import { ALLOWED_GLOBALS, type ProgramFactory, type ProgramRuntime } from '../../../engines/kernel/program';

/** Thrown by a `TrivialRuntime` that has had enough. */
export class Halted extends Error {
  override readonly name = 'Halted';
}

/** Options of a `TrivialRuntime`. */
export interface TrivialOptions {
  /** Turns and calls until it halts. Default: never. */
  readonly budget?: number;
  /** Further globals, or other ones. */
  readonly globals?: Readonly<Record<string, unknown>>;
}

/**
 * The least that a compiled program needs: the realm's own globals, a count, and a halt. For tests and measurements of
 * the compiler alone, where the kernel would hide what is measured.
 */
export class TrivialRuntime implements ProgramRuntime {
  readonly globals: Readonly<Record<string, unknown>>;
  readonly meter = { pending: 0 };
  readonly ticks: { turns: number; line: number }[] = [];
  readonly conditions: { value: unknown; line: number; column: number; text: string }[] = [];
  readonly comparisons: { result: unknown; left: unknown; operator: string; right: unknown }[] = [];
  readonly answers: { value: unknown; line: number; column: number }[] = [];
  /** Lines of the operands awaited so far. */
  readonly awaited: number[] = [];
  halted = false;
  #published = 0;
  readonly #budget: number;

  constructor({ budget = Number.POSITIVE_INFINITY, globals = {} }: TrivialOptions = {}) {
    this.#budget = budget;
    const own = ALLOWED_GLOBALS.map((name) => [name, Reflect.get(globalThis, name)] as const);
    this.globals = { ...Object.fromEntries(own), ...loweringHelpers(), ...globals };
  }

  /** Every turn and call so far. */
  get count(): number {
    return this.#published + this.meter.pending;
  }

  tick(turns: number, line: number): void {
    this.#published += turns;
    if (this.ticks.length < 100) this.ticks.push({ turns, line });
    if (this.halted || this.#published > this.#budget) this.halt(`budget spent at line ${line}`);
  }

  halt(message: string): never {
    this.halted = true;
    throw new Halted(message);
  }

  awaits<T>(value: T, line: number): T {
    this.awaited.push(line);
    return value;
  }

  /** Lengths of the arrays that spreads have made. */
  readonly copies: number[] = [];

  copied<T>(value: T): T {
    if (Array.isArray(value)) this.copies.push(value.length);
    return value;
  }

  power(left: unknown, right: unknown): number | bigint {
    return (left as number) ** (right as number);
  }

  absent(name: string, line: number, column: number): never {
    throw new Error(`${name} is not available here: line ${line}, column ${column}`);
  }

  condition<T>(value: T, line: number, column: number, text: string): T {
    this.conditions.push({ value, line, column, text });
    return value;
  }

  compare<T>(result: T, left: unknown, operator: string, right: unknown): T {
    this.comparisons.push({ result, left, operator, right });
    return result;
  }

  answer<T>(value: T, line: number, column: number): T {
    this.answers.push({ value, line, column });
    return value;
  }
}

/** Evaluates a factory's text with `runtime` and returns what the module exports. */
export function load(code: string, runtime: ProgramRuntime, fileName = 'program.js'): Record<string, unknown> {
  const factory = new Script(code, { filename: fileName }).runInThisContext() as ProgramFactory;
  const exports: Record<string, unknown> = {};
  factory(runtime, exports);
  return exports;
}

let helpers: Readonly<Record<string, unknown>> | undefined;

/** TypeScript's own `__awaiter` and its kin, taken from what it emits before a text that needs them all. */
function loweringHelpers(): Readonly<Record<string, unknown>> {
  if (helpers !== undefined) return helpers;
  const needy = 'async function* f() { yield* f(); for await (const x of f()); } const { a, ...b } = { a: 1 };';
  const { outputText } = ts.transpileModule(`${needy}; async () => 1`, {
    compilerOptions: { target: ts.ScriptTarget.ES2016, module: ts.ModuleKind.ESNext },
  });
  const declared = outputText.slice(0, outputText.indexOf('function f()'));
  const names = ['__awaiter', '__await', '__asyncGenerator', '__asyncDelegator', '__asyncValues', '__rest'];
  const text = `(function () { ${declared}; return { ${names.join(', ')} }; }).call(undefined)`;
  helpers = new Script(text).runInThisContext() as Readonly<Record<string, unknown>>;
  return helpers;
}
