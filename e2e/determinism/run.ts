/**
 * Runs compiled batches and tells each program's whole trace as text. Built as one classic script, so that Node and every
 * browser run the same bytes; put on `globalThis` under `runDeterminism`.
 */
import {
  createKernel,
  prepareRealm,
  reduce,
  seededChoices,
  type ProgramFactory,
  type TraceEvent,
} from '../../engines/kernel';
import type { Batch } from './programs';

type Program = (log: (...told: unknown[]) => void, choose: (count: number) => number, facts: unknown) => unknown;

/** Entries after which a program tells no more. */
const MAX_LOG = 500;

// Before `prepareRealm`, as the harness captures them.
const { stringify } = JSON;

function traceOf(factory: ProgramFactory, index: number, seed: number): string {
  const choices = seededChoices(seed);
  const kernel = createKernel({ choices, seed, budget: { steps: 200_000 }, haltsOnRejection: seed % 2 === 0 });
  const loaded = kernel.load(factory);
  if (!loaded.ok) return loaded.halt.message;
  const program = (loaded.exports['programs'] as readonly Program[])[index]!;
  let told = 0;
  const log = (...data: unknown[]): void => {
    if ((told += 1) <= MAX_LOG) kernel.record({ kind: 'mark', op: 'log', data: reduce(data.map(withoutMessages)) });
  };
  const facts = { limit: 1 + (seed % 7), windowMs: 100 * (1 + (seed % 13)) };
  const halt = kernel.run(() => {
    program(log, (count) => kernel.pick('choose', count), facts);
    return kernel.sleep(1000);
  });
  return `${kernel.trace.map(line).join('\n')}\n${halt.kind} ${kernel.steps} [${choices.taken.join()}]`;
}

/** Errors by name: their texts are the engine's. */
function withoutMessages(value: unknown): unknown {
  if (value instanceof Error) return value.name;
  if (Array.isArray(value)) return value.map(withoutMessages);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutMessages(item)]));
}

function line({ seq, t, node, incarnation, kind, op, cause, loc, data }: TraceEvent): string {
  return stringify([seq, t, node, incarnation, kind, op, cause, loc, data], (_key, value: unknown) => {
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'number' && (value !== value || Math.abs(value) === Infinity || Object.is(value, -0))) {
      return Object.is(value, -0) ? '-0' : `${value}`;
    }
    return value === undefined ? 'undefined' : value;
  });
}

function runDeterminism(batches: readonly Batch[]): readonly string[] {
  prepareRealm();
  return batches.flatMap(({ code, seeds }) => {
    const factory = (0, eval)(code) as ProgramFactory;
    return seeds.map((seed, index) => traceOf(factory, index, seed));
  });
}

Object.assign(globalThis, { runDeterminism });
