import type { ProgramRuntime } from '../program';
import type { Machine } from './machine';
import { transcendental } from './fdlibm';
import { createList, hasOwn, isArray, type List } from './primordials';
import { Condition, type Process } from './process';
import { shortText } from './inspect';

const { pow } = transcendental;

/** Conditions kept for one explanation: the last ones decide. */
const MAX_CONDITIONS = 64;

/** What compiled text holds as `$k`. */
export function createRuntime(
  machine: Machine,
  process: Process,
  globals: Readonly<Record<string, unknown>>,
): ProgramRuntime {
  return {
    globals,
    meter: process.meter,
    get halted() {
      return process.halted;
    },
    tick(turns, line) {
      if (process.halted) {
        // Compiled text has set it to 0 before it told.
        process.end();
        throw machine.signal ?? process;
      }
      machine.line = line;
      if ((machine.steps += turns) > machine.budget.steps) machine.tooManySteps(line);
    },
    awaits(value, line) {
      machine.line = machine.awaitLine = line;
      return value;
    },
    copied(value) {
      if (isArray(value)) machine.charge(value.length, value.length);
      return value;
    },
    power(left, right) {
      // Twice negated: what the operator itself converts to, a number or a BigInt.
      const base = -(-(left as number)) as number | bigint;
      const exponent = -(-(right as number)) as number | bigint;
      if (typeof base === 'number' && typeof exponent === 'number') return pow(base, exponent);
      return (base as bigint) ** (exponent as bigint);
    },
    absent(name, line, column) {
      return machine.halt('refused', `${name} is not available here: ${reasonFor(name)}`, { line, column });
    },
    condition(value, line, column, text) {
      const { conditions } = process;
      const told = process.comparisonCount === 0 ? text : process.comparisons;
      process.comparisons = '';
      process.comparisonCount = 0;
      if (conditions.length >= MAX_CONDITIONS) shift(conditions);
      conditions[conditions.length] = new Condition({ line, column }, told, !!value);
      return value;
    },
    compare(result, left, operator, right) {
      const text = `${shortText(left)} ${operator} ${shortText(right)}`;
      process.comparisons = process.comparisonCount === 0 ? text : `${process.comparisons}, ${text}`;
      process.comparisonCount += 1;
      return result;
    },
    answer(value, line, column) {
      process.answeredAt = { line, column };
      return value;
    },
  };
}

function shift(conditions: List<Condition>): void {
  for (let index = 1; index < conditions.length; index += 1) conditions[index - 1] = conditions[index]!;
  conditions.length -= 1;
}

/** What decided since the last time this was asked, oldest first. */
export interface Explanation {
  /** Place of the last `return` that gave an answer. */
  readonly loc: { readonly line: number; readonly column?: number } | undefined;
  readonly conditions: readonly Condition[];
}

/** Takes what the process's explaining build recorded, and begins anew. */
export function takeExplanation(process: Process, toArray: (list: List<Condition>) => Condition[]): Explanation {
  const explanation = { loc: process.answeredAt, conditions: toArray(process.conditions) };
  process.conditions = createList();
  process.comparisons = '';
  process.comparisonCount = 0;
  process.answeredAt = undefined;
  return explanation;
}

const REASONS: { readonly [name: string]: string } = {
  fetch: 'a program has no network. Everything it needs is passed to it.',
  require: 'a program is one module. Write what it needs in it.',
  process: 'a program has no process or environment. Everything it needs is passed to it.',
  Buffer: 'it is part of Node. Use Uint8Array.',
  Intl: 'its answers differ between engines. Format by hand.',
  Temporal: 'it is later than ES2023. Use Date or integers of milliseconds.',
  WeakRef: 'what it answers depends on the garbage collector, and no run could be repeated.',
  FinalizationRegistry: 'what it does depends on the garbage collector, and no run could be repeated.',
  Atomics: 'a program has one thread.',
  SharedArrayBuffer: 'a program has one thread.',
  Worker: 'a program has one thread.',
  requestAnimationFrame: 'there is no page. Use setTimeout.',
  window: 'there is no page.',
  document: 'there is no page.',
  self: 'there is no worker around the program. Use globalThis.',
  localStorage: 'a program has no storage of its own. Keep state in variables.',
};

function reasonFor(name: string): string {
  return (
    (hasOwn(REASONS, name) ? REASONS[name] : undefined) ??
    'it is not declared in this file, and not part of ES2023 or of what Drydock supplies.'
  );
}
