import * as v from 'valibot';
import type { Data } from '../../engines/kernel/types';
import type { AttemptHead, LogEvent } from './types';

/** The newest format of heads and events that this build reads and writes. */
export const FORMAT = 1;

const MAX_DATA_DEPTH = 64;

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const positive = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const uint32 = v.pipe(natural, v.maxValue(0xffff_ffff));
const name = v.pipe(v.string(), v.minLength(1));
const data = v.custom<Data>((value) => isData(value, 0), 'not plain data');
const verdict = v.picklist(['pass', 'fail', 'unknown']);

/** A field that may be absent, or present as undefined: a structured clone keeps either. */
const maybe = <T extends v.GenericSchema>(schema: T) => v.optional(schema);

// Shapes of the judge and the kernel: a field that they have gained is kept, never a reason to refuse the record.
const location = v.looseObject({ line: v.number(), column: maybe(v.number()) });
const halt = v.looseObject({
  kind: v.picklist([
    ...(['done', 'deadlock', 'livelock', 'microtask-loop', 'sync-loop', 'recursion'] as const),
    ...(['memory', 'leak', 'unhandled', 'refused', 'load', 'budget'] as const),
  ]),
  message: v.string(),
  loc: maybe(location),
  blocked: maybe(v.array(v.looseObject({ what: v.string(), loc: maybe(location) }))),
});
const traceEvent = v.looseObject({
  seq: natural,
  t: v.number(),
  node: v.string(),
  incarnation: natural,
  kind: v.string(),
  op: maybe(v.string()),
  cause: maybe(natural),
  loc: maybe(location),
  data: maybe(data),
});
const decision = v.looseObject({
  seq: natural,
  loc: location,
  conditions: v.array(v.looseObject({ loc: location, text: v.string(), value: v.boolean() })),
});
const counterexample = v.looseObject({
  rule: v.string(),
  sentence: v.string(),
  because: v.string(),
  scenario: v.string(),
  input: data,
  choices: v.array(v.number()),
  facts: v.record(v.string(), data),
  trace: v.array(traceEvent),
  reference: v.array(traceEvent),
  at: v.number(),
  causes: v.array(v.number()),
  expected: maybe(data),
  actual: maybe(data),
  halt,
  decisions: v.array(decision),
  shrunk: v.looseObject({ from: v.number(), to: v.number(), attempts: v.number() }),
  replay: v.string(),
  scene: maybe(data),
});
const ruleResult = v.looseObject({
  rule: v.string(),
  verdict,
  message: v.string(),
  cases: natural,
  failedCase: maybe(natural),
  counterexample: maybe(counterexample),
});
const consoleLine = v.looseObject({
  level: v.picklist(['debug', 'log', 'info', 'warn', 'error']),
  text: v.string(),
  t: v.number(),
  loc: maybe(location),
});
// Our own shapes are strict: an unknown key means a format that this build does not know.
const runRecord = v.strictObject({
  outcome: v.picklist(['pass', 'fail', 'unknown', 'stopped']),
  rules: v.array(ruleResult),
  halt: maybe(halt),
  counterexample: maybe(counterexample),
  console: v.array(consoleLine),
  ms: v.number(),
});

const body = v.variant('type', [
  v.strictObject({ type: v.literal('start'), rung: name }),
  v.strictObject({ type: v.literal('rung'), rung: name }),
  v.strictObject({
    type: v.literal('edit'),
    file: name,
    changes: v.array(v.strictObject({ offset: natural, removed: natural, text: v.string() })),
  }),
  v.strictObject({
    type: v.literal('text'),
    rung: name,
    file: name,
    text: v.string(),
    why: v.picklist(['start', 'reset', 'rung', 'snapshot', 'restore']),
  }),
  v.strictObject({
    type: v.literal('cursor'),
    file: name,
    line: positive,
    column: positive,
    scrollTop: v.number(),
  }),
  v.strictObject({ type: v.literal('run'), run: positive, rung: name, seed: uint32, contentHash: maybe(v.string()) }),
  v.strictObject({ type: v.literal('verdict'), run: positive, rung: name, result: runRecord }),
  v.strictObject({ type: v.literal('hint'), rung: name, tier: natural }),
  v.strictObject({ type: v.literal('stage'), stage: name, rung: name, data }),
]);

const event = v.strictObject({ attempt: name, index: natural, at: natural, body });

const head = v.strictObject({
  id: name,
  format: v.literal(FORMAT),
  exercise: name,
  contentHash: v.string(),
  startedAt: natural,
  seed: uint32,
  // A build that does not know it takes the head for damaged, and leaves the attempt where it is.
  kind: maybe(v.literal('interview')),
});

/** A record that was read: parsed, damaged (with the first thing wrong), or of a format this build does not know. */
export type Parsed<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'damaged'; readonly why: string }
  | { readonly kind: 'newer'; readonly format: number };

/** Parses an attempt's head. The format is looked at first: nothing else of a newer one is interpreted. */
export function parseHead(raw: unknown): Parsed<AttemptHead> {
  const stamped = v.safeParse(v.looseObject({ format: natural }), raw);
  if (stamped.success && stamped.output.format > FORMAT) return { kind: 'newer', format: stamped.output.format };
  return parsed<AttemptHead>(v.safeParse(head, raw));
}

/** Parses one event as read from the database or a file. */
export function parseEvent(raw: unknown): Parsed<LogEvent> {
  return parsed<LogEvent>(v.safeParse(event, raw));
}

function parsed<T>(result: v.SafeParseResult<v.GenericSchema<unknown, T>>): Parsed<T> {
  if (result.success) return { kind: 'ok', value: result.output };
  const issue = result.issues[0];
  return { kind: 'damaged', why: `${v.getDotPath(issue) ?? 'record'}: ${issue.message}` };
}

/** True for what `Data` allows. Depth is bounded, so that a damaged record cannot overflow the stack. */
function isData(value: unknown, depth: number): boolean {
  if (value === null || ['undefined', 'boolean', 'number', 'string', 'bigint'].includes(typeof value)) return true;
  if (typeof value !== 'object' || depth >= MAX_DATA_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isData(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => isData(item, depth + 1));
}
