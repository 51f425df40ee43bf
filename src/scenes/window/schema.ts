import * as v from 'valibot';
import type { Parsed, WindowSceneSpec } from '../types';

/** Numbers in a spec are exact integers of milliseconds, so that an axis can be relative to any of them. */
const timeMs = v.pipe(v.number(), v.safeInteger());

const stateRow = v.object({ label: v.string(), reference: v.string(), yours: v.string(), differs: v.boolean() });

const step = v.object({
  seq: v.number(),
  t: timeMs,
  text: v.string(),
  state: v.array(stateRow),
  line: v.optional(v.number()),
});

const request = v.object({
  id: v.string(),
  key: v.string(),
  t: timeMs,
  reference: v.picklist(['admit', 'reject']),
  yours: v.picklist(['admit', 'reject', 'error', 'none']),
  window: v.object({ from: timeMs, to: timeMs }),
  heldByReference: v.array(v.string()),
  heldByYours: v.array(v.string()),
});

const spec = v.object({
  kind: v.literal('window'),
  sentence: v.string(),
  steps: v.array(step),
  firstDifference: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  operation: v.string(),
  limit: v.pipe(v.number(), v.minValue(0)),
  windowMs: v.pipe(v.number(), v.minValue(0)),
  edges: v.picklist(['closed-open', 'open-closed']),
  requests: v.array(request),
});

/**
 * Reads a window spec. Beyond the shapes it holds that step and request go in pairs, that times never go back, and
 * that ids are unique: the layout looks requests up by id and by step.
 */
export function parseWindowSpec(value: unknown): Parsed<WindowSceneSpec> {
  const parsed = v.safeParse(spec, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refuse(v.getDotPath(issue) ?? 'the spec', issue.message);
  }
  const { requests, steps, firstDifference } = parsed.output;
  if (steps.length !== requests.length) {
    return refuse('steps', `There must be one step a request: ${requests.length}, got ${steps.length}`);
  }
  if (firstDifference !== undefined && firstDifference >= steps.length) {
    return refuse('firstDifference', `It must be a step, 0 to ${steps.length - 1}, got ${firstDifference}`);
  }
  const seen = new Set<string>();
  for (const [index, { id, t }] of requests.entries()) {
    if (seen.has(id))
      return refuse(`requests.${index}.id`, `${JSON.stringify(id)} is used twice. Number them r1, r2, …`);
    seen.add(id);
    const before = requests[index - 1];
    if (before !== undefined && t < before.t) {
      return refuse(`requests.${index}.t`, `Time goes back, from ${before.t} to ${t}. Keep the order of the run`);
    }
  }
  return { ok: true, spec: parsed.output as WindowSceneSpec };
}

function refuse(where: string, what: string): Parsed<WindowSceneSpec> {
  return { ok: false, problem: `This window scene cannot be drawn. At ${where}: ${what}.` };
}
