/** Messages of the child, held against their schema. */
import * as v from 'valibot';
import type { CaseResult, Data } from '../../engines/check/types';
import type { HaltKind } from '../../engines/kernel/types';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const loc = v.optional(v.strictObject({ line: count, column: v.optional(count) }));
const data = v.custom<Data>((value) => isData(value, 0), 'plain data');

const eventSchema = v.strictObject({
  seq: count,
  t: v.pipe(v.number(), v.integer()),
  node: v.string(),
  incarnation: count,
  kind: v.string(),
  op: v.optional(v.string()),
  cause: v.optional(count),
  loc,
  data: v.optional(data),
});

/** A record, so that a kind that the kernel gains is missed by the compiler here. */
const HALT_KINDS: Readonly<Record<HaltKind, true>> = {
  done: true,
  deadlock: true,
  livelock: true,
  'microtask-loop': true,
  'sync-loop': true,
  recursion: true,
  memory: true,
  leak: true,
  unhandled: true,
  refused: true,
  load: true,
  budget: true,
};

const haltSchema = v.strictObject({
  kind: v.picklist(Object.keys(HALT_KINDS) as HaltKind[]),
  message: v.string(),
  loc,
  stack: v.optional(v.string()),
  blocked: v.optional(v.array(v.strictObject({ what: v.string(), loc }))),
});

const consoleSchema = v.strictObject({
  level: v.picklist(['debug', 'log', 'info', 'warn', 'error']),
  text: v.string(),
  t: v.number(),
  loc,
});

const decisionSchema = v.strictObject({
  seq: count,
  loc: v.strictObject({ line: count, column: v.optional(count) }),
  conditions: v.array(
    v.strictObject({
      loc: v.strictObject({ line: count, column: v.optional(count) }),
      text: v.string(),
      value: v.boolean(),
    }),
  ),
});

const caseResultSchema: v.GenericSchema<unknown, CaseResult> = v.strictObject({
  id: count,
  trace: v.array(eventSchema),
  halt: haltSchema,
  choices: v.array(count),
  console: v.array(consoleSchema),
  steps: count,
  decisions: v.optional(v.array(decisionSchema)),
});

const messageSchema = v.variant('type', [
  v.strictObject({ type: v.literal('ready') }),
  v.strictObject({ type: v.literal('result'), result: caseResultSchema }),
  v.strictObject({ type: v.literal('answered') }),
  v.strictObject({ type: v.literal('broken'), reason: v.string() }),
]);

/** A message of the child, or where it is not one. */
export function parseFromChild(
  message: unknown,
):
  | { readonly ok: true; readonly value: v.InferOutput<typeof messageSchema> }
  | { readonly ok: false; readonly at: string } {
  const result = v.safeParse(messageSchema, message, { abortEarly: true });
  if (result.success) return { ok: true, value: result.output };
  const issue = result.issues[0];
  return { ok: false, at: `${v.getDotPath(issue) ?? 'top'}: ${issue.message}` };
}

/** How deep data may nest: what the kernel reduces to is shallower. */
const MAX_DEPTH = 64;

/** Plain data, as `Data` promises: structured clone also carries maps, dates, errors and cycles. */
function isData(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'symbol' && typeof value !== 'function';
  if (depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isData(item, depth + 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).every((member) => isData(member, depth + 1));
}
