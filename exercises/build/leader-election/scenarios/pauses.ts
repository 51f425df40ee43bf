/** Elections among nodes that stand still, or whose clocks are wrong. */
import type { Scenario } from 'drydock';
import { cutOff, led, PAUSED, scenario } from './draws';
import type { Act, Plan } from './plan';

export const pausing: readonly Scenario<Plan>[] = [
  scenario('a-pause', PAUSED, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const atMs = 2 * ttlMs + draw.integer(0, ttlMs);
    return paused(plan, { atMs, node: 0, do: 'pause', forMs: Math.floor(ttlMs * 1.1) + draw.integer(0, ttlMs) });
  }),
  scenario('a-pause-within-a-call', PAUSED, (draw, rung) => {
    // It stands still while an answer is on its way: it is there when it wakes, and old.
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) => (index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 8) } : node));
    const atMs = ttlMs + draw.integer(0, ttlMs);
    const forMs = Math.floor(ttlMs * 1.05) + draw.integer(0, Math.floor(ttlMs / 2));
    return paused({ ...plan, nodes }, { atMs, node: 0, do: 'pause-in-call', forMs });
  }),
  scenario('a-slow-clock', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const maxSkewMs = Math.floor(ttlMs / 10);
    const nodes = plan.nodes.map((node, index) =>
      index === 0 ? { ...node, rate: 1 - (maxSkewMs - 4) / ttlMs } : node,
    );
    return cutOff(draw, rung, 2 * ttlMs + draw.integer(0, ttlMs), { ...plan, maxSkewMs, nodes });
  }),
  scenario('a-wall-clock-set', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const cutMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const jump: Act = { atMs: cutMs + 5, node: 0, do: 'jump', forMs: -draw.oneOf([2, 1, 10]) * ttlMs };
    return cutOff(draw, rung, cutMs, { ...plan, acts: [...plan.acts, jump] });
  }),
  scenario('a-late-answer', PAUSED, (draw, rung) => {
    const plan = led(draw, rung);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) =>
      index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 4) + draw.integer(0, Math.floor(ttlMs / 6)) } : node,
    );
    return cutOff(draw, rung, 2 * ttlMs + draw.integer(0, ttlMs), { ...plan, nodes });
  }),
  scenario('a-pause-before-a-renewal', PAUSED, (draw, rung) => {
    // Whatever it has read before it stood still is no longer so.
    const plan = led(draw, rung, 3);
    const { ttlMs } = plan;
    const nodes = plan.nodes.map((node, index) => (index === 0 ? { ...node, replyMs: Math.floor(ttlMs / 10) } : node));
    const atMs = ttlMs + draw.integer(0, ttlMs);
    const forMs = Math.floor(ttlMs * 1.3) + draw.integer(0, ttlMs);
    return paused({ ...plan, nodes }, { atMs, node: 0, do: 'pause-in-call', forMs });
  }),
];

/** The plan with a pause, until a lease after its end. */
function paused(plan: Plan, pause: Act & { readonly forMs: number }): Plan {
  // A pause in a call waits for the next call.
  const untilMs = pause.atMs + pause.forMs + Math.floor((pause.do === 'pause' ? 1 : 1.5) * plan.ttlMs);
  return { ...plan, acts: [...plan.acts, pause], untilMs };
}
