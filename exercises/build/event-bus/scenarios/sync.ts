/** Situations of a bus that calls its subscribers within publish. */
import type { Scenario } from 'drydock';
import {
  STRANGE,
  both,
  during,
  joining,
  nested,
  odd,
  onAll,
  onT,
  plain,
  publish,
  react,
  sameFunction,
  scenario,
  subscribe,
  unsubscribe,
} from './make';
import { ALL, NESTED, ODD, type Plan, SYNC } from './plan';

/** Broadcast, ordering, unsubscribe. */
export const syncScenarios: readonly Scenario<Plan>[] = [
  scenario(
    'one-topic',
    ALL,
    (rung) => [onAll(rung, plain(onT(2), 2)), onAll(rung, plain(onT(1), 1))],
    (draw, rung) => onAll(rung, plain(onT(draw.integer(1, 5)), draw.integer(1, 5))),
  ),
  scenario(
    'topics-apart',
    ALL,
    (rung) => [
      onAll(rung, { subs: [{ topic: 'a' }, { topic: 'b' }], steps: [subscribe(0), subscribe(1), publish(0, 'a')] }),
      onAll(rung, {
        subs: [{ topic: '__proto__' }],
        steps: [publish(0, 'constructor'), subscribe(0), publish(1, '__proto__')],
      }),
    ],
    (draw, rung) => {
      const subs = draw.list({ min: 1, max: 5 }, () => ({ topic: draw.oneOf(STRANGE) }));
      const topics = draw.list({ min: 1, max: 5 }, () => draw.oneOf([...subs.map(({ topic }) => topic), ...STRANGE]));
      return onAll(rung, {
        subs,
        steps: [...subs.map((_, index) => subscribe(index)), ...topics.map((topic, at) => publish(at, topic))],
      });
    },
  ),
  scenario(
    'same-function',
    ALL,
    (rung, facts) => [onAll(rung, sameFunction(facts, 0)), onAll(rung, sameFunction(facts, 1, false))],
    (draw, rung, facts) => onAll(rung, sameFunction(facts, draw.integer(0, 2), draw.boolean())),
  ),
  scenario(
    'coming-and-going',
    ALL,
    (rung) => [
      onAll(rung, { subs: onT(2), steps: [subscribe(0), subscribe(1), publish(0), unsubscribe(0), publish(1)] }),
      onAll(rung, {
        subs: onT(3),
        steps: [subscribe(0), subscribe(1), subscribe(2), unsubscribe(0), unsubscribe(0), publish(0)],
      }),
    ],
    (draw, rung) => {
      const subs = onT(draw.integer(2, 4));
      const gone = draw.integer(0, subs.length - 1);
      const again = draw.boolean() ? [unsubscribe(gone)] : [];
      const steps = [...subs.map((_, index) => subscribe(index)), publish(0), unsubscribe(gone), ...again, publish(1)];
      return onAll(rung, { subs, steps });
    },
  ),
  scenario(
    'joining-later',
    ALL,
    (rung) => [onAll(rung, { subs: onT(2), steps: [subscribe(0), publish(0), subscribe(1), publish(1)] })],
    (draw, rung) => {
      const before = draw.integer(1, 3);
      const early = Array.from({ length: before }, (_, at) => publish(at));
      return onAll(rung, { subs: onT(2), steps: [subscribe(0), ...early, subscribe(1), publish(before)] });
    },
  ),
  scenario(
    'odd-events',
    ALL,
    (rung) => [
      onAll(rung, { subs: onT(2), steps: [subscribe(0), subscribe(1), odd(0, 'undefined'), odd(1, 'object')] }),
    ],
    (draw, rung) => onAll(rung, { subs: onT(1), steps: [subscribe(0), odd(0, draw.oneOf(ODD))] }),
  ),
  scenario(
    'two-buses',
    ALL,
    (rung) => [onAll(rung, plain([{ topic: 't' }, { topic: 't', bus: 1 }], 1))],
    (draw, rung) => onAll(rung, plain([{ topic: 't', bus: 1 }, ...onT(draw.integer(0, 2))], draw.integer(1, 3))),
  ),
  scenario(
    'throwing',
    SYNC,
    () => [
      { ...plain(onT(3), 1), reactions: [{ sub: 0, event: 0, throws: true }] },
      { ...plain(onT(3), 2), reactions: [0, 1].map((sub) => ({ sub, event: 0, throws: true })) },
    ],
    (draw) => {
      const count = draw.integer(2, 5);
      const subs = draw.list({ min: 1, max: 3 }, () => draw.integer(0, count - 1));
      return { ...plain(onT(count), 2), reactions: subs.map((sub) => ({ sub, event: 0, throws: true })) };
    },
  ),
  scenario(
    'nested',
    NESTED,
    () => [react(onT(2), 0), react(onT(2), 1)],
    (draw) => nested(draw, false),
  ),
  scenario(
    'nested-across-topics',
    NESTED,
    () => [
      {
        ...plain([{ topic: 't' }, { topic: 't' }, { topic: 'u' }], 1),
        reactions: [{ sub: 0, event: 0, steps: [publish(1, 'u')] }],
      },
    ],
    (draw) => nested(draw, true),
  ),
  scenario(
    'nested-two-at-once',
    NESTED,
    () => [{ ...plain(onT(2), 1), reactions: [{ sub: 0, event: 0, steps: [publish(1), publish(2)] }] }],
    (draw) => {
      const count = draw.integer(2, 4);
      const sub = draw.integer(0, count - 1);
      const steps = Array.from({ length: draw.integer(2, 4) }, (_, at) => publish(at + 1));
      return { ...plain(onT(count), 1), reactions: [{ sub, event: 0, steps }] };
    },
  ),
  scenario(
    'throws-while-events-wait',
    NESTED,
    () => [{ ...plain(onT(2), 1), steps: [...plain(onT(2), 1).steps, publish(2)], reactions: [both(0, 1)] }],
    (draw) => {
      const count = draw.integer(1, 4);
      const { subs, steps } = plain(onT(count), 1);
      return { subs, steps: [...steps, publish(2)], reactions: [both(draw.integer(0, count - 1), 1)] };
    },
  ),
  scenario(
    'leaves-during',
    ['unsubscribe'],
    () => [0, 1].map((sub) => during(2, sub, [unsubscribe(sub)], 2)),
    (draw) => {
      const count = draw.integer(2, 5);
      const sub = draw.integer(0, count - 1);
      return during(count, sub, [unsubscribe(sub)], 2);
    },
  ),
  scenario(
    'removes-another',
    ['unsubscribe'],
    () => [during(3, 0, [unsubscribe(1)], 2), during(3, 1, [unsubscribe(0)], 2)],
    (draw) => {
      const count = draw.integer(2, 5);
      const sub = draw.integer(0, count - 1);
      const other = (sub + draw.integer(1, count - 1)) % count;
      return during(count, sub, [unsubscribe(other), ...(draw.boolean() ? [unsubscribe(other)] : [])], 2);
    },
  ),
  scenario(
    'joins-during',
    ['unsubscribe'],
    () => [joining(1, 0), joining(2, 1)],
    (draw) => {
      const count = draw.integer(1, 4);
      return joining(count, draw.integer(0, count - 1));
    },
  ),
  scenario(
    'leaves-while-events-wait',
    ['unsubscribe'],
    () => [during(2, 0, [publish(1), unsubscribe(1)], 1), during(2, 1, [publish(1), unsubscribe(0)], 1)],
    (draw) => {
      const count = draw.integer(2, 4);
      const sub = draw.integer(0, count - 1);
      return during(count, sub, [publish(1), unsubscribe(draw.integer(0, count - 1))], 1);
    },
  ),
  scenario(
    'joins-then-publishes',
    ['unsubscribe'],
    () => [
      {
        ...joining(1, 0),
        steps: [subscribe(0), publish(0)],
        reactions: [{ sub: 0, event: 0, steps: [subscribe(1), publish(1)] }],
      },
    ],
    (draw) => {
      const count = draw.integer(1, 3);
      const steps = [subscribe(count), publish(1)];
      return {
        ...plain(onT(count), 1),
        subs: onT(count + 1),
        reactions: [{ sub: draw.integer(0, count - 1), event: 0, steps }],
      };
    },
  ),
];
