/** What the scenarios of several rungs draw in common. */
import type { Draw, Scenario } from 'drydock';
import { calmFromMs, nameOf, type LinkFault, type NodePlan, type Plan } from './plan';
import { run } from './run';

export const TTLS = [1000, 400, 3000, 10_000];

export function nodesOf(draw: Draw, count: number): NodePlan[] {
  return Array.from({ length: count }, (_, index) => ({
    ids: [nameOf(index)],
    requestMs: draw.integer(1, 9),
    replyMs: draw.integer(1, 9),
  }));
}

/** The skew that a node may have, and an unpaused, unskewed plan of nodes that take part from about the beginning. */
export function election(draw: Draw, rung: string, count: number): Plan {
  const ttlMs = draw.oneOf(TTLS);
  const maxSkewMs = rung === 'renew' ? 0 : Math.floor(ttlMs / draw.oneOf([10, 25]));
  return {
    ttlMs,
    maxSkewMs,
    nodes: nodesOf(draw, count),
    acts: Array.from({ length: count }, (_, node) => ({
      atMs: node === 0 ? 0 : draw.integer(0, ttlMs),
      node,
      do: 'start' as const,
    })),
    askEveryMs: Math.floor(ttlMs / 2),
    untilMs: 6 * ttlMs,
  };
}

/** The plan, until one leads again after all that goes wrong in it. */
export function recovering(plan: Plan, rung: string): Plan {
  const patienceMs = (rung === 'fencing' ? 3 : 5) * plan.ttlMs;
  return { ...plan, patienceMs, untilMs: calmFromMs(plan) + patienceMs + plan.ttlMs };
}

/** n1 leads first, since it is alone at the beginning. */
export function led(draw: Draw, rung: string, count = 2): Plan {
  const plan = election(draw, rung, count);
  const acts = plan.acts.map((one) =>
    one.node === 0 ? one : { ...one, atMs: Math.floor(plan.ttlMs / 2) + (one.atMs >> 2) },
  );
  return { ...plan, acts };
}

/** One scenario: the plan of a benign draw is its visible sample. */
export function scenario(id: string, rungs: readonly string[], input: Scenario<Plan>['input']): Scenario<Plan> {
  return { id, rungs, samples: (rung, facts) => [input(SIMPLEST, rung, facts)], input, run };
}

/** Draws the simplest of everything. */
export const SIMPLEST: Draw = {
  integer: (min) => min,
  boolean: () => false,
  oneOf: (items) => items[0] as never,
  weighted: (items) => items[0]?.[1] as never,
  list: ({ min }, item) => Array.from({ length: min }, (_, index) => item(index)),
};

export const ACQUIRE = ['acquire'];
export const ELECTIONS = ['renew', 'pause-and-skew', 'fencing'];
export const PAUSED = ['pause-and-skew', 'fencing'];
export const FENCED = ['fencing'];

/** n1 leads; from `cutMs` on its requests are lost, so that its lease ends. */
export function cutOff(draw: Draw, rung: string, cutMs: number, plan: Plan = led(draw, rung)): Plan {
  const { ttlMs } = plan;
  const links: LinkFault[] = [{ node: 0, fromMs: cutMs, toMs: cutMs + 3 * ttlMs, loses: 'request' }];
  return { ...plan, links, healedMs: cutMs + 3 * ttlMs, untilMs: cutMs + ttlMs + 60 };
}
