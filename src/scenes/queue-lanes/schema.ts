import * as v from 'valibot';
import type { Parsed, QueueLanesSceneSpec } from '../types';

const timeMs = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const step = v.object({
  seq: v.number(),
  t: timeMs,
  text: v.string(),
  state: v.array(v.object({ label: v.string(), reference: v.string(), yours: v.string(), differs: v.boolean() })),
  line: v.optional(v.number()),
});

const job = v.object({
  id: v.string(),
  submitted: timeMs,
  accepted: v.optional(timeMs),
  started: v.optional(timeMs),
  ended: v.optional(timeMs),
  failed: v.optional(v.boolean()),
  refused: v.optional(timeMs),
});

const spec = v.object({
  kind: v.literal('queue-lanes'),
  sentence: v.string(),
  steps: v.array(step),
  firstDifference: v.optional(count),
  workers: v.pipe(v.number(), v.integer(), v.minValue(1)),
  bound: v.optional(count),
  reference: v.array(job),
  yours: v.array(job),
  closes: v.array(v.object({ t: timeMs, name: v.string() })),
});

/** Reads a queue-lanes spec. Beyond the shapes: steps go forward, ids are unique on a side, no job ends before it starts. */
export function parseQueueLanesSpec(value: unknown): Parsed<QueueLanesSceneSpec> {
  const parsed = v.safeParse(spec, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refuse(v.getDotPath(issue) ?? 'the spec', issue.message);
  }
  const { steps, firstDifference } = parsed.output;
  if (firstDifference !== undefined && firstDifference >= steps.length) {
    return refuse('firstDifference', `It must be a step, 0 to ${steps.length - 1}, got ${firstDifference}`);
  }
  for (const [index, { t }] of steps.entries()) {
    const before = steps[index - 1]?.t ?? 0;
    if (t < before)
      return refuse(`steps.${index}.t`, `Time goes back, from ${before} to ${t}. Keep the order of the run`);
  }
  for (const side of ['reference', 'yours'] as const) {
    const jobs = parsed.output[side];
    for (const [index, { id, submitted, started, ended }] of jobs.entries()) {
      const where = `${side}.${index}`;
      if (jobs.findIndex((one) => one.id === id) < index) return refuse(`${where}.id`, `"${id}" is used twice`);
      if ((started ?? submitted) < submitted) return refuse(`${where}.started`, `${id} starts before it is submitted`);
      if (ended !== undefined && (started === undefined || ended < started)) {
        return refuse(`${where}.ended`, `${id} ends before it starts`);
      }
    }
  }
  return { ok: true, spec: parsed.output as QueueLanesSceneSpec };
}

function refuse(where: string, what: string): Parsed<QueueLanesSceneSpec> {
  return { ok: false, problem: `This scene of queue lanes cannot be drawn. At ${where}: ${what}.` };
}
