import * as v from 'valibot';
import type { NodeLanesSceneSpec, Parsed } from '../types';

const timeMs = v.pipe(v.number(), v.safeInteger());
const stateRow = v.object({ label: v.string(), reference: v.string(), yours: v.string(), differs: v.boolean() });
const lease = v.object({ id: v.string(), node: v.string(), fromMs: timeMs, untilMs: timeMs, text: v.string() });

const spec = v.object({
  kind: v.literal('node-lanes'),
  sentence: v.string(),
  steps: v.array(
    v.object({ seq: v.number(), t: timeMs, text: v.string(), state: v.array(stateRow), line: v.optional(v.number()) }),
  ),
  firstDifference: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  fromMs: timeMs,
  toMs: timeMs,
  nodes: v.array(v.string()),
  store: v.string(),
  reference: v.array(lease),
  leases: v.array(lease),
  messages: v.array(
    v.object({
      id: v.string(),
      from: v.string(),
      to: v.string(),
      fromMs: timeMs,
      toMs: timeMs,
      isLost: v.boolean(),
      text: v.string(),
    }),
  ),
  faults: v.array(
    v.object({
      id: v.string(),
      node: v.string(),
      kind: v.picklist(['down', 'paused']),
      fromMs: timeMs,
      untilMs: v.optional(timeMs),
    }),
  ),
  events: v.array(v.object({ node: v.string(), t: timeMs, kind: v.picklist(['step', 'leads', 'follows']) })),
  overlap: v.optional(v.object({ fromMs: timeMs, untilMs: timeMs, nodes: v.array(v.string()), text: v.string() })),
});

/** Reads a spec of node lanes: beyond the shapes, that steps and events go in pairs and that every lane is named. */
export function parseNodeLanesSpec(value: unknown): Parsed<NodeLanesSceneSpec> {
  const parsed = v.safeParse(spec, value, { abortEarly: true });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    return refuse(v.getDotPath(issue) ?? 'the spec', issue.message);
  }
  const { steps, events, nodes, store, messages, leases, reference, faults, fromMs, toMs, firstDifference } =
    parsed.output;
  if (toMs <= fromMs) return refuse('toMs', `It must be after fromMs, ${fromMs}, got ${toMs}`);
  if (steps.length !== events.length) {
    return refuse('events', `There must be one event a step: ${steps.length}, got ${events.length}`);
  }
  if (firstDifference !== undefined && firstDifference >= steps.length) {
    return refuse('firstDifference', `It must be a step, 0 to ${steps.length - 1}, got ${firstDifference}`);
  }
  const lanes = [...nodes, store];
  const named = [
    ...[...leases, ...reference, ...faults, ...events].map(({ node }) => node),
    ...messages.flatMap(({ from, to }) => [from, to]),
  ];
  const stranger = named.find((name) => !lanes.includes(name));
  if (stranger !== undefined) return refuse('nodes', `There is no lane ${JSON.stringify(stranger)}`);
  return { ok: true, spec: parsed.output as NodeLanesSceneSpec };
}

function refuse(where: string, what: string): Parsed<NodeLanesSceneSpec> {
  return { ok: false, problem: `This scene of node lanes cannot be drawn. At ${where}: ${what}.` };
}
