/** Situations of subscribers that are slow, or fail. */
import type { Scenario } from 'drydock';
import {
  abort,
  abortedBefore,
  leaving,
  newest,
  oldest,
  onT,
  paced,
  publish,
  scenario,
  takes,
  unsubscribe,
} from './make';
import { ASYNC, DEAD, type Plan } from './plan';

/** Slow and dead subscribers. */
export const asyncScenarios: readonly Scenario<Plan>[] = [
  scenario(
    'one-at-a-time',
    ASYNC,
    (rung) => [paced(rung, { subs: [{ topic: 't', takes: [3] }], events: 3 })],
    (draw, rung) => paced(rung, { subs: [{ topic: 't', takes: takes(draw) }], events: draw.integer(2, 6) }),
  ),
  scenario(
    'slow-beside-quick',
    ASYNC,
    (rung) => [paced(rung, { subs: [{ topic: 't', takes: [9] }, { topic: 't' }], events: 3 })],
    (draw, rung) =>
      paced(rung, {
        subs: [
          { topic: 't', takes: [draw.integer(3, 9)] },
          ...draw.list({ min: 1, max: 3 }, () => ({ topic: 't', takes: takes(draw) })),
        ],
        events: draw.integer(2, 5),
      }),
  ),
  scenario('full-drop-oldest', ASYNC, oldest.samples, oldest.input),
  scenario('full-drop-newest', ASYNC, newest.samples, newest.input),
  scenario('full-disconnect', ASYNC, leaving.samples, leaving.input),
  scenario(
    'buffer-just-holds',
    ASYNC,
    (rung) => [paced(rung, { subs: [{ topic: 't', takes: [9] }], events: 2, buffer: 1, overflow: 'disconnect' })],
    (draw, rung) => {
      const buffer = draw.integer(1, 4);
      const overflow = draw.oneOf(['drop-oldest', 'drop-newest', 'disconnect'] as const);
      return paced(rung, { subs: [{ topic: 't', takes: [9] }], events: buffer + 1, buffer, overflow, asksStats: true });
    },
  ),
  scenario(
    'counting-drops',
    ASYNC,
    (rung) => [
      paced(rung, {
        subs: [
          { topic: 't', takes: [9] },
          { topic: 't', takes: [9] },
        ],
        events: 4,
        buffer: 1,
        asksStats: true,
      }),
    ],
    (draw, rung) =>
      paced(rung, {
        subs: draw.list({ min: 1, max: 3 }, () => ({ topic: 't', takes: [draw.integer(0, 9)] })),
        events: draw.integer(2, 6),
        buffer: draw.integer(1, 2),
        overflow: draw.oneOf(['drop-oldest', 'drop-newest'] as const),
        asksStats: true,
      }),
  ),
  scenario(
    'leaves-with-a-backlog',
    ASYNC,
    (rung) => [
      paced(rung, {
        subs: [{ topic: 't', takes: [9] }, { topic: 't' }],
        events: 3,
        after: [unsubscribe(0), publish(3)],
        asksStats: true,
      }),
    ],
    (draw, rung) => {
      const events = draw.integer(2, 4);
      const subs = [
        { topic: 't', takes: [draw.integer(5, 9)] },
        { topic: 't', takes: takes(draw) },
      ];
      return paced(rung, { subs, events, after: [unsubscribe(0), publish(events)], asksStats: true });
    },
  ),

  scenario(
    'keeps-failing',
    DEAD,
    (rung) => [paced(rung, { subs: [{ topic: 't', fails: [true] }, { topic: 't' }], events: 4, maxFailures: 2 })],
    (draw, rung) => {
      const maxFailures = draw.integer(1, 4);
      const subs = [{ topic: 't', fails: [true] }, ...onT(draw.integer(0, 2))];
      return paced(rung, { subs, events: maxFailures + draw.integer(1, 3), maxFailures });
    },
  ),
  scenario(
    'fails-now-and-then',
    DEAD,
    (rung) => [
      paced(rung, { subs: [{ topic: 't', fails: [true, false] }], events: 6, maxFailures: 2 }),
      // A call that fulfils starts the count at none, and not below.
      paced(rung, { subs: [{ topic: 't', fails: [true, false, true, true] }], events: 6, maxFailures: 2 }),
    ],
    (draw, rung) => {
      const maxFailures = draw.integer(2, 4);
      const fails = [...Array.from({ length: maxFailures - 1 }, () => true), false];
      return paced(rung, { subs: [{ topic: 't', fails }], events: 2 * maxFailures + draw.integer(1, 3), maxFailures });
    },
  ),
  scenario(
    'dies-with-a-backlog',
    DEAD,
    (rung) => [
      paced(rung, { subs: [{ topic: 't', takes: [5], fails: [true] }], events: 4, maxFailures: 1, asksStats: true }),
    ],
    (draw, rung) => {
      const maxFailures = draw.integer(1, 3);
      const subs = [{ topic: 't', takes: [draw.integer(3, 6)], fails: [true] }, ...onT(draw.integer(0, 1))];
      return paced(rung, { subs, events: maxFailures + draw.integer(1, 4), maxFailures, asksStats: true });
    },
  ),
  scenario(
    'failure-beside-others',
    DEAD,
    (rung) => [
      paced(rung, {
        subs: [
          { topic: 't', fails: [true] },
          { topic: 't', fails: [true, false] },
        ],
        events: 4,
        maxFailures: 3,
      }),
    ],
    (draw, rung) =>
      paced(rung, {
        subs: [{ topic: 't', fails: [true] }, { topic: 't', takes: takes(draw), fails: [true, false] }, { topic: 't' }],
        events: draw.integer(3, 6),
        maxFailures: draw.integer(2, 3),
      }),
  ),
  scenario(
    'aborted',
    DEAD,
    (rung) => [
      paced(rung, { subs: [{ topic: 't', signal: true }, { topic: 't' }], events: 1, after: [abort(0), publish(1)] }),
    ],
    (draw, rung) => {
      const events = draw.integer(1, 3);
      const subs = [
        { topic: 't', signal: true },
        { topic: 't', signal: draw.boolean() },
      ];
      return paced(rung, { subs, events, after: [abort(0), publish(events)] });
    },
  ),
  scenario(
    'aborted-with-a-backlog',
    DEAD,
    (rung) => [
      paced(rung, { subs: [{ topic: 't', signal: true, takes: [9] }], events: 3, after: [abort(0), publish(3)] }),
    ],
    (draw, rung) => {
      const events = draw.integer(2, 4);
      const subs = [{ topic: 't', signal: true, takes: [draw.integer(6, 9)] }, ...onT(draw.integer(0, 1))];
      return paced(rung, { subs, events, after: [abort(0), publish(events)] });
    },
  ),
  scenario(
    'aborted-before',
    DEAD,
    (rung) => [abortedBefore(rung, 1)],
    (draw, rung) => abortedBefore(rung, draw.integer(1, 3)),
  ),
];
