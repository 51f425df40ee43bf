import * as v from 'valibot';
import type { FanOutSceneSpec, Parsed } from '../types';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const step = v.object({
  seq: v.number(),
  t: v.pipe(v.number(), v.minValue(0)),
  text: v.string(),
  state: v.array(v.object({ label: v.string(), reference: v.string(), yours: v.string(), differs: v.boolean() })),
  line: v.optional(v.number()),
});

const event = v.object({
  step: count,
  what: v.picklist(['published', 'joined', 'left', 'down', 'seen']),
  subscriber: v.optional(v.string()),
  event: v.optional(v.string()),
  topic: v.optional(v.string()),
});

const spec = v.object({
  kind: v.literal('fan-out'),
  sentence: v.string(),
  steps: v.array(step),
  firstDifference: v.optional(count),
  buffer: v.optional(count),
  subscribers: v.array(v.object({ id: v.string(), topic: v.string() })),
  reference: v.array(event),
  yours: v.array(event),
});

/** Reads a fan-out spec. Beyond the shapes: ids are unique, events go forward and are of subscribers that there are. */
export function parseFanOutSpec(value: unknown): Parsed<FanOutSceneSpec> {
  const parsed = v.safeParse(spec, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refuse(v.getDotPath(issue) ?? 'the spec', issue.message);
  }
  const { steps, firstDifference, subscribers } = parsed.output;
  if (firstDifference !== undefined && firstDifference >= steps.length) {
    return refuse('firstDifference', `It must be a step, 0 to ${steps.length - 1}, got ${firstDifference}`);
  }
  const ids = subscribers.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0) return refuse(`subscribers.${twice}.id`, `"${ids[twice]}" is used twice`);
  for (const side of ['reference', 'yours'] as const) {
    const events = parsed.output[side];
    for (const [index, one] of events.entries()) {
      const where = `${side}.${index}`;
      if (one.step < (events[index - 1]?.step ?? 0)) return refuse(`${where}.step`, 'Steps go back. Keep the order');
      if (one.what !== 'published' && !ids.includes(one.subscriber ?? '')) {
        return refuse(`${where}.subscriber`, `There is no subscriber "${one.subscriber ?? ''}"`);
      }
    }
  }
  return { ok: true, spec: parsed.output as FanOutSceneSpec };
}

function refuse(where: string, what: string): Parsed<FanOutSceneSpec> {
  return { ok: false, problem: `This fan-out scene cannot be drawn. At ${where}: ${what}.` };
}
