import * as v from 'valibot';
import type { CacheSlotsSceneSpec, Parsed } from '../types';

const timeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A place on the axis of steps. */
const place = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const step = v.object({
  seq: v.number(),
  t: timeMs,
  text: v.string(),
  state: v.array(v.object({ label: v.string(), reference: v.string(), yours: v.string(), differs: v.boolean() })),
  line: v.optional(v.number()),
});

const side = v.object({
  lives: v.array(
    v.object({
      key: v.string(),
      from: place,
      staleFrom: v.optional(place),
      to: place,
      end: v.picklist(['expired', 'evicted', 'replaced', 'deleted', 'unknown']),
    }),
  ),
  loads: v.array(
    v.object({
      id: v.string(),
      key: v.string(),
      from: place,
      to: v.optional(place),
      failed: v.optional(v.boolean()),
    }),
  ),
  calls: v.array(
    v.object({
      id: v.string(),
      op: v.picklist(['get', 'set', 'delete']),
      key: v.string(),
      at: place,
      settled: v.optional(place),
      answer: v.picklist(['value', 'nothing', 'error', 'none']),
    }),
  ),
});

const spec = v.object({
  kind: v.literal('cache-slots'),
  sentence: v.string(),
  steps: v.array(step),
  firstDifference: v.optional(count),
  capacity: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  keys: v.array(v.string()),
  reference: side,
  yours: side,
  held: v.array(v.array(v.string())),
});

/** Reads a spec of cache slots. Beyond the shapes: steps go forward, each has its held keys, marks are of a lane, spans have a length. */
export function parseCacheSlotsSpec(value: unknown): Parsed<CacheSlotsSceneSpec> {
  const parsed = v.safeParse(spec, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refuse(v.getDotPath(issue) ?? 'the spec', issue.message);
  }
  const { steps, firstDifference, held, keys } = parsed.output;
  if (firstDifference !== undefined && firstDifference >= steps.length) {
    return refuse('firstDifference', `It must be a step, 0 to ${steps.length - 1}, got ${firstDifference}`);
  }
  if (held.length !== steps.length) {
    return refuse('held', `There must be one list of keys a step, ${steps.length} in all, got ${held.length}`);
  }
  for (const [index, { t }] of steps.entries()) {
    const before = steps[index - 1]?.t ?? 0;
    if (t < before)
      return refuse(`steps.${index}.t`, `Time goes back, from ${before} to ${t}. Keep the order of the run`);
  }
  for (const one of ['reference', 'yours'] as const) {
    const { lives, loads, calls } = parsed.output[one];
    const beyond = [...lives.map(({ to }) => to), ...calls.map(({ at }) => at)].find((at) => at > steps.length);
    if (beyond !== undefined) return refuse(one, `${beyond} is beyond the ${steps.length} steps`);
    for (const [index, { key, from, to, staleFrom }] of lives.entries()) {
      if (!keys.includes(key)) return refuse(`${one}.lives.${index}.key`, `"${key}" has no lane`);
      if (to < from || (staleFrom ?? from) < from || (staleFrom ?? from) > to)
        return refuse(`${one}.lives.${index}`, `the entry of "${key}" ends before it begins`);
    }
    for (const [index, { key, from, to }] of loads.entries()) {
      if (!keys.includes(key)) return refuse(`${one}.loads.${index}.key`, `"${key}" has no lane`);
      if ((to ?? from) < from) return refuse(`${one}.loads.${index}`, `the load of "${key}" ends before it begins`);
    }
    for (const [index, { key, id }] of calls.entries()) {
      if (!keys.includes(key)) return refuse(`${one}.calls.${index}.key`, `"${key}" has no lane`);
      if (calls.findIndex((call) => call.id === id) < index)
        return refuse(`${one}.calls.${index}.id`, `"${id}" is used twice`);
    }
  }
  return { ok: true, spec: parsed.output as CacheSlotsSceneSpec };
}

function refuse(where: string, what: string): Parsed<CacheSlotsSceneSpec> {
  return { ok: false, problem: `This scene of cache slots cannot be drawn. At ${where}: ${what}.` };
}
