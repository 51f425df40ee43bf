/** Elections with crashes, slow answers and lost ones. */
import type { Scenario } from 'drydock';
import { election, ELECTIONS, led, recovering, scenario } from './draws';
import type { LinkFault, Plan } from './plan';

export const electing: readonly Scenario<Plan>[] = [
  scenario('one-node', ELECTIONS, (draw, rung) => election(draw, rung, 1)),
  scenario('calm', ELECTIONS, (draw, rung) => election(draw, rung, draw.integer(2, 3))),
  scenario('not-started', ELECTIONS, (draw, rung) => {
    const plan = election(draw, rung, 2);
    return { ...plan, acts: [], untilMs: 2 * plan.ttlMs };
  }),
  scenario('a-stop', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung);
    const atMs = 2 * plan.ttlMs + draw.integer(0, plan.ttlMs);
    return recovering({ ...plan, acts: [...plan.acts, { atMs, node: 0, do: 'stop' }] }, rung);
  }),
  scenario('a-stop-of-another', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung);
    const atMs = plan.ttlMs + draw.integer(0, plan.ttlMs);
    const untilMs = atMs + Math.floor(1.5 * plan.ttlMs);
    return { ...plan, acts: [...plan.acts, { atMs, node: 1, do: 'stop' }], untilMs };
  }),
  scenario('a-crash', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const atMs = 2 * plan.ttlMs + draw.integer(0, plan.ttlMs);
    const back = draw.boolean() ? [{ atMs: atMs + draw.integer(1, plan.ttlMs), node: 0, do: 'restart' as const }] : [];
    return recovering({ ...plan, acts: [...plan.acts, { atMs, node: 0, do: 'crash' }, ...back], healedMs: atMs }, rung);
  }),
  scenario('slow-answers', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const fromMs = ttlMs + draw.integer(0, ttlMs);
    const slowerMs = Math.floor(ttlMs / 2) - 40 - draw.integer(0, Math.floor(ttlMs / 4));
    const cutMs = fromMs + draw.integer(Math.floor(ttlMs / 4), ttlMs);
    const healedMs = cutMs + Math.floor(1.5 * ttlMs);
    const links: LinkFault[] = [
      { node: 0, fromMs, toMs: cutMs, slowerMs },
      { node: 0, fromMs: cutMs, toMs: healedMs, loses: 'request' },
    ];
    return recovering({ ...plan, links, healedMs }, rung);
  }),
  scenario('lost-answers', ELECTIONS, (draw, rung) => {
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs, nodes } = plan;
    const lost = (node: number, fromMs: number, forMs: number): LinkFault => {
      return { node, fromMs, toMs: fromMs + forMs, loses: draw.oneOf(['request', 'reply']) };
    };
    const cutMs = ttlMs + draw.integer(0, ttlMs);
    const links = [
      // The leader, until another leads; ...
      {
        ...lost(0, cutMs, Math.floor(1.3 * ttlMs) + draw.integer(0, Math.floor(ttlMs / 2))),
        loses: 'request' as const,
      },
      ...draw.list({ min: 0, max: 3 }, () =>
        lost(draw.integer(0, nodes.length - 1), draw.integer(0, 2 * ttlMs), draw.integer(1, ttlMs)),
      ),
    ];
    // ... and mostly everybody for a while, so that each has to go on after an error.
    if (draw.integer(0, 2) < 2) {
      const forMs = Math.floor(0.6 * ttlMs) + draw.integer(0, ttlMs);
      nodes.forEach((_, node) =>
        links.push({ ...lost(node, cutMs + Math.floor(1.5 * ttlMs), forMs), loses: 'request' }),
      );
    }
    const healedMs = links.reduce((latest, { toMs }) => Math.max(latest, toMs), 0);
    return recovering({ ...plan, links, healedMs }, rung);
  }),
  scenario('a-late-renewal', ELECTIONS, (draw, rung) => {
    // Cut off until its lease has ended and another leads, then back: what it sends next comes too late.
    const plan = led(draw, rung, draw.integer(2, 3));
    const { ttlMs } = plan;
    const fromMs = ttlMs + draw.integer(0, ttlMs);
    const toMs = fromMs + Math.floor(ttlMs * 1.2) + draw.integer(0, ttlMs);
    const links: LinkFault[] = [{ node: 0, fromMs, toMs, loses: draw.oneOf(['request', 'reply']) }];
    return recovering({ ...plan, links, healedMs: toMs }, rung);
  }),
  scenario('a-renewal-race', ELECTIONS, (draw, rung) => {
    // Its messages take so long that the lease ends between two of them.
    const plan = led(draw, rung, 3);
    const { ttlMs } = plan;
    const fromMs = ttlMs + draw.integer(0, ttlMs);
    const toMs = fromMs + Math.floor(ttlMs * 0.6) + draw.integer(0, Math.floor(ttlMs / 3));
    const slowerMs = Math.floor(ttlMs / 2) - 30 - draw.integer(0, 10);
    const healedMs = toMs + 2 * ttlMs;
    const slow: LinkFault = { node: 0, fromMs, toMs: healedMs, slowerMs };
    const links: LinkFault[] = draw.boolean() ? [{ node: 0, fromMs, toMs, loses: 'request' }, slow] : [slow];
    return recovering({ ...plan, links, healedMs }, rung);
  }),
];
