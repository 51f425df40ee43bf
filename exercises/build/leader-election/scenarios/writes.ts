/** Writes of leaders and of others to the resource that checks their tokens. */
import type { Scenario } from 'drydock';
import { election, FENCED, led, recovering, scenario } from './draws';
import type { Act, LinkFault, Plan } from './plan';

/** Writes of one node, `count` of them from `fromMs` on. */
function writesOf(node: number, fromMs: number, everyMs: number, count: number): Act[] {
  return Array.from({ length: count }, (_, index) => ({
    atMs: Math.floor(fromMs + index * everyMs),
    node,
    do: 'write',
  }));
}

export const writing: readonly Scenario<Plan>[] = [
  scenario('a-write', FENCED, (draw, rung) => {
    const plan = election(draw, rung, 1);
    const { ttlMs } = plan;
    const writes = draw.list({ min: 1, max: 3 }, (index): Act => {
      return { atMs: Math.floor((1.2 + 0.6 * index) * ttlMs) + draw.integer(0, 90), node: 0, do: 'write' };
    });
    return { ...plan, acts: [...plan.acts, ...writes], untilMs: 5 * ttlMs };
  }),
  scenario('a-write-by-another', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const writes = draw.list({ min: 1, max: 3 }, (index): Act => {
      return { atMs: Math.floor((1.2 + 0.6 * index) * ttlMs) + draw.integer(0, 90), node: 1, do: 'write' };
    });
    return { ...plan, acts: [...plan.acts, ...writes], untilMs: 5 * ttlMs };
  }),
  scenario('leaders-one-after-another', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const changeMs = 2 * ttlMs + 100 + draw.integer(0, ttlMs);
    // Long enough for a write to arrive, and short enough that the lease is seldom renewed in between.
    const shortly = 25;
    const how = draw.oneOf(['away', 'crash', 'stop'] as const);
    // Whoever has lost it comes back while the other leads, and leads again after it.
    const turns: Act[] = {
      away: [],
      crash: [
        { atMs: changeMs, node: 0, do: 'crash' as const },
        { atMs: changeMs + Math.floor(ttlMs / 2), node: 0, do: 'restart' as const },
      ],
      stop: [{ atMs: changeMs, node: 0, do: 'stop' as const }],
    }[how];
    if (how !== 'stop') turns.push({ atMs: changeMs + 2 * ttlMs, node: 1, do: 'crash' });
    // Its wall clock is no measure of who was first.
    turns.push({ atMs: 1, node: 1, do: 'jump', forMs: -20 * ttlMs });
    const away: LinkFault = { node: 0, fromMs: changeMs, toMs: changeMs + Math.floor(1.7 * ttlMs), loses: 'request' };
    const links = how === 'away' ? [away] : [];
    const untilMs = changeMs + (how === 'stop' ? 2 : 4) * ttlMs;
    const acts = plan.nodes.flatMap((_, node) => [
      ...writesOf(node, changeMs - shortly, 1, 1),
      ...writesOf(node, 1.2 * ttlMs, ttlMs, Math.floor(untilMs / ttlMs) - 1),
    ]);
    return { ...plan, acts: [...plan.acts, ...acts, ...turns], links, writesWhenLed: true, untilMs };
  }),
  scenario('a-write-that-comes-too-late', FENCED, (draw, rung) => {
    // It is under way for so long that another leads, and has written, when it arrives.
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const atMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const links: LinkFault[] = [{ node: 0, fromMs: atMs + 30, toMs: atMs + 3 * ttlMs, loses: 'request' }];
    const late: Act = { atMs, node: 0, do: 'write', forMs: 3 * ttlMs };
    const acts = [...plan.acts, late, ...writesOf(1, atMs + ttlMs, 0.45 * ttlMs, 6)];
    return { ...plan, links, acts, healedMs: atMs + 3 * ttlMs, untilMs: atMs + 4 * ttlMs };
  }),
  scenario('a-pause-before-a-write', FENCED, (draw, rung) => {
    const plan = led(draw, rung, 2);
    const { ttlMs } = plan;
    const atMs = 2 * ttlMs + draw.integer(0, ttlMs);
    const forMs = Math.floor(ttlMs * 2.2) + draw.integer(0, ttlMs);
    const pause: Act = { atMs, node: 0, do: 'pause', forMs };
    const acts = [...writesOf(0, atMs + forMs - 20, 10, 3), ...writesOf(1, atMs + ttlMs, ttlMs / 2, 6)];
    return { ...plan, acts: [...plan.acts, pause, ...acts], untilMs: atMs + forMs + Math.floor(1.5 * ttlMs) };
  }),
  scenario('everything-goes-wrong', FENCED, (draw, rung) => {
    const plan = election(draw, rung, 3);
    const { ttlMs } = plan;
    const faults = draw.list({ min: 1, max: 5 }, (): { act?: Act; link?: LinkFault } => {
      const node = draw.integer(0, 2);
      const atMs = draw.integer(ttlMs, 3 * ttlMs);
      const forMs = draw.integer(1, Math.floor(1.5 * ttlMs));
      const kind = draw.oneOf(['pause', 'request', 'reply', 'slow'] as const);
      if (kind === 'pause') return { act: { atMs, node, do: 'pause', forMs } };
      const link = { node, fromMs: atMs, toMs: atMs + forMs };
      return { link: kind === 'slow' ? { ...link, slowerMs: Math.floor(ttlMs / 3) } : { ...link, loses: kind } };
    });
    const links = faults.flatMap(({ link }) => (link === undefined ? [] : [link]));
    const pauses = faults.flatMap(({ act }) => (act === undefined ? [] : [act]));
    const crash: Act[] = draw.boolean()
      ? [
          { atMs: 2 * ttlMs, node: 1, do: 'crash' },
          { atMs: 3 * ttlMs, node: 1, do: 'restart' },
        ]
      : [];
    const healedMs = Math.floor(5.5 * ttlMs);
    const away = { fromMs: 3 * ttlMs, toMs: healedMs, loses: 'request' as const };
    if (!draw.boolean()) links.push(...plan.nodes.map((_, node) => ({ ...away, node })));
    const writes = plan.nodes.flatMap((_, node) => writesOf(node, ((node + 1) * ttlMs) / 2 + node, 1.5 * ttlMs, 4));
    return recovering({ ...plan, acts: [...plan.acts, ...pauses, ...crash, ...writes], links, healedMs }, rung);
  }),
];
