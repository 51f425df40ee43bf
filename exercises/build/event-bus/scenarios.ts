/**
 * Who subscribes, what is published, and what subscribers do meanwhile: one situation a scenario, so that a rule's name says
 * what went wrong. All are run by `run`, from a plan. Times are multiples of 10 and slow calls end at 5 past one, so that no
 * call ends in the millisecond of a publish: the contract says nothing of which comes first then.
 */
import type { Draw, Facts, Scenario, Stage } from 'drydock';
import type { CreateBus as CreateDeadBus } from './contract/dead-subscriber';

/** What is done to the program. Subscriptions are `s1`, `s2`, ... and events `e1`, `e2`, ... in these orders. */
export type Plan = {
  readonly options?: { readonly buffer: number; readonly overflow: Overflow; readonly maxFailures?: number };
  readonly subs: readonly SubPlan[];
  readonly steps: readonly StepPlan[];
  /** What a subscriber does when it is called with an event, besides taking its time. */
  readonly reactions?: readonly ReactionPlan[];
  readonly asksStats?: boolean;
};

export type Overflow = 'drop-oldest' | 'drop-newest' | 'disconnect';

export type SubPlan = {
  readonly topic: string;
  /** Index of the subscription whose very function it has. */
  readonly like?: number;
  /** Tens of milliseconds for its calls, in turn; 0 fulfils at once. Asynchronous rungs only. */
  readonly takes?: readonly number[];
  /** Whether its calls reject, in turn. */
  readonly fails?: readonly boolean[];
  readonly bus?: number;
  readonly signal?: boolean;
};

export type StepPlan =
  | { readonly do: 'subscribe' | 'unsubscribe' | 'abort'; readonly sub: number; readonly atMs?: number }
  | {
      readonly do: 'publish';
      readonly topic: string;
      readonly event: number;
      readonly atMs?: number;
      readonly bus?: number;
      readonly value?: OddValue;
    };

export type ReactionPlan = {
  readonly sub: number;
  readonly event: number;
  readonly steps?: readonly StepPlan[];
  readonly throws?: boolean;
};

const ODD = ['object', 'undefined', 'null', 'zero', 'empty', 'false', 'function'] as const;
export type OddValue = (typeof ODD)[number];

const SYNC = ['broadcast', 'ordering', 'unsubscribe'];
const NESTED = ['ordering', 'unsubscribe'];
const ASYNC = ['slow-subscriber', 'dead-subscriber'];
const ALL = [...SYNC, ...ASYNC];
const DEAD = ['dead-subscriber'];
/** Virtual milliseconds after the last step, for all that still works. */
const PATIENCE_MS = 600;

export function subName(index: number): string {
  return `s${index + 1}`;
}

export function eventName(index: number): string {
  return `e${index + 1}`;
}

// Running a plan.

type Bus = ReturnType<CreateDeadBus>;

async function run(stage: Stage, plan: Plan): Promise<void> {
  const isAsync = ASYNC.includes(stage.rung);
  const { createBus } = stage.exports as { createBus: CreateDeadBus };
  const count = 1 + Math.max(0, ...plan.subs.map(({ bus = 0 }) => bus));
  const buses: (Bus | undefined)[] = [];
  for (let index = 0; index < count; index += 1) {
    const made = stage.call('createBus', plan.options ? [{ ...plan.options }] : [], () =>
      createBus({ ...plan.options } as never),
    );
    buses.push(made.ok ? (made.value as Bus) : undefined);
  }
  const values: unknown[] = [];
  const ends: (() => void)[] = [];
  const controllers = plan.subs.map(() => new AbortController());
  const calls = plan.subs.map(() => 0);
  const functions = plan.subs.map((sub, index) => (value: unknown) => {
    const event = eventOf(values, value);
    stage.mark('deliver', { sub: subName(index), event: event < 0 ? '?' : eventName(event) });
    const reaction = plan.reactions?.find((one) => one.sub === index && one.event === event);
    for (const step of reaction?.steps ?? []) perform(step);
    if (reaction?.throws === true) {
      stage.mark('throws', { sub: subName(index), event: eventName(event) });
      throw Object.assign(new Error(`${subName(index)} failed`), { name: errorName(index, event) });
    }
    if (!isAsync) return undefined;
    const turn = calls[index] ?? 0;
    calls[index] = turn + 1;
    return work(index, event, turn, sub);
  });

  async function work(index: number, event: number, turn: number, sub: SubPlan): Promise<void> {
    const tens = inTurn(sub.takes, turn) ?? 0;
    if (tens > 0) await stage.sleep(endOf(stage.now(), tens) - stage.now());
    const fails = inTurn(sub.fails, turn) ?? false;
    stage.mark('end', { sub: subName(index), event: eventName(event), ends: fails ? 'rejects' : 'fulfils' });
    if (fails) throw Object.assign(new Error(`${subName(index)} failed`), { name: errorName(index, event) });
  }

  function perform(step: StepPlan): void {
    if (step.do === 'publish') {
      const { topic, event, bus = 0 } = step;
      values[event] = valueOf(step.value, event);
      const value = values[event];
      stage.call('publish', [topic, eventName(event), bus], () => buses[bus]?.publish(topic, value));
      return;
    }
    const { topic, like = step.sub, bus = 0, signal } = plan.subs[step.sub] as SubPlan;
    if (step.do === 'subscribe') {
      const fn = functions[like] as never;
      const got = stage.call('subscribe', [topic, subName(step.sub)], () =>
        signal === true
          ? buses[bus]?.subscribe(topic, fn, signalOf(controllers[step.sub] as AbortController))
          : buses[bus]?.subscribe(topic, fn),
      );
      if (got.ok) ends[step.sub] = got.value as () => void;
    } else if (step.do === 'abort') {
      stage.call('abort', [subName(step.sub)], () => controllers[step.sub]?.abort());
    } else {
      stage.call('unsubscribe', [subName(step.sub)], () => (ends[step.sub] as () => void)());
    }
  }

  for (const step of plan.steps) {
    if (isAsync && (step.atMs ?? 0) > stage.now()) await stage.sleep((step.atMs ?? 0) - stage.now());
    perform(step);
  }
  if (!isAsync) return;
  await stage.sleep(PATIENCE_MS);
  if (plan.asksStats === true) stage.call('stats', [], () => dropped(buses[0]?.stats()));
}

/** Answers `{ signal }` that is a signal itself, so that both ways of passing one are understood. */
function signalOf({ signal }: AbortController): { signal: AbortSignal } {
  return Object.assign(signal, { signal });
}

/** The count in whatever shape it is told: a number, or a sum of what is named after drops. */
function dropped(value: unknown, isNamed = false): number {
  if (typeof value === 'number') return value;
  if (value instanceof Map) return [...value.values()].reduce<number>((sum, one) => sum + dropped(one, isNamed), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [name, one]) => {
    const counts = isNamed || /drop|lost|discard/i.test(name);
    return sum + (typeof one === 'number' && !counts ? 0 : dropped(one, counts));
  }, 0);
}

/** When a call ends that begins now and takes so many tens: always 5 past a ten. */
export function endOf(nowMs: number, tens: number): number {
  return Math.floor(nowMs / 10) * 10 + 5 + 10 * tens;
}

export function errorName(sub: number, event: number): string {
  return `Error_${subName(sub)}_${eventName(event)}`;
}

export function inTurn<T>(list: readonly T[] | undefined, turn: number): T | undefined {
  return list === undefined || list.length === 0 ? undefined : list[turn % list.length];
}

function valueOf(odd: OddValue | undefined, event: number): unknown {
  if (odd === undefined) return eventName(event);
  const made = { object: { event }, undefined, null: null, zero: 0, empty: '', false: false, function: () => event };
  return made[odd];
}

function eventOf(values: readonly unknown[], value: unknown): number {
  return values.findLastIndex((one) => Object.is(one, value));
}

// Making plans.

const subscribe = (sub: number): StepPlan => ({ do: 'subscribe', sub });
const unsubscribe = (sub: number): StepPlan => ({ do: 'unsubscribe', sub });
const publish = (event: number, topic = 't'): StepPlan => ({ do: 'publish', topic, event });

/** All subscribe first; then so many events on topic `t`, and whatever else. */
function plain(subs: readonly SubPlan[], events: number, more: Partial<Plan> = {}): Plan {
  const steps = [
    ...subs.map((_, index) => subscribe(index)),
    ...Array.from({ length: events }, (_, at) => publish(at)),
  ];
  return { subs, steps, ...more };
}

const onT = (count: number): SubPlan[] => Array.from({ length: count }, () => ({ topic: 't' }));

/** Gives steps times 10 ms apart, `gaps` tens each; subscriptions of the start all come at 0. */
function timed(steps: readonly StepPlan[], gap: (index: number) => number = () => 1): StepPlan[] {
  let atMs = 0;
  return steps.map((step, index) => {
    if (step.do !== 'subscribe' || atMs > 0) atMs += 10 * gap(index);
    return { ...step, atMs };
  });
}

interface AsyncPlan {
  readonly subs: readonly SubPlan[];
  readonly events: number;
  readonly buffer?: number;
  readonly overflow?: Overflow;
  readonly maxFailures?: number;
  readonly after?: readonly StepPlan[];
  readonly gap?: (index: number) => number;
  readonly asksStats?: boolean;
}

function paced(rung: string, made: AsyncPlan): Plan {
  const { subs, events, buffer = 32, overflow = 'drop-oldest', maxFailures = 32, after = [], gap, asksStats } = made;
  const steps = [...plain(subs, events).steps, ...after];
  const options = { buffer, overflow, ...(rung === 'dead-subscriber' ? { maxFailures } : {}) };
  return { options, subs, steps: timed(steps, gap), ...(asksStats ? { asksStats } : {}) };
}

/** A scenario for all rungs: the same plan, with times where the rung has them. */
function onAll(rung: string, plan: Plan): Plan {
  if (!ASYNC.includes(rung)) return plan;
  const options = { buffer: 32, overflow: 'drop-oldest' as const, ...(DEAD.includes(rung) ? { maxFailures: 32 } : {}) };
  return { ...plan, options, steps: timed(plan.steps) };
}

function scenario(
  id: string,
  rungs: readonly string[],
  samples: (rung: string, facts: Facts) => readonly Plan[],
  input: (draw: Draw, rung: string, facts: Facts) => Plan,
): Scenario<Plan> {
  return { id, rungs, samples, input, run };
}

const STRANGE = ['a', 'b', '', '__proto__', 'constructor', 'A', 'a.b', 'toString'];

/** The same function twice, the second ended in between where the two are two. */
function sameFunction(facts: Facts, others: number, first = true): Plan {
  const subs: SubPlan[] = [{ topic: 't' }, { topic: 't', like: 0 }, ...onT(others)];
  const ended = facts['sameFunctionTwice'] === 'one' ? [] : [unsubscribe(first ? 1 : 0), publish(1)];
  return { subs, steps: [...subs.map((_, index) => subscribe(index)), publish(0), ...ended] };
}

function nested(draw: Draw, across: boolean): Plan {
  const count = draw.integer(2, 4);
  const subs: SubPlan[] = Array.from({ length: count }, (_, index) => ({
    topic: across && index % 2 === 1 ? 'u' : 't',
  }));
  // The event of an inner publish comes after all that were known before, so that no two have the same name.
  const inner = draw.list({ min: 1, max: 4 }, (index) => ({
    sub: draw.integer(0, count - 1),
    event: draw.integer(0, index),
    topic: across ? draw.oneOf(['u', 't']) : 't',
  }));
  const reactions: ReactionPlan[] = [];
  inner.forEach(({ sub, event, topic }, index) => {
    const there = reactions.findIndex((one) => one.sub === sub && one.event === event);
    const steps = [...(reactions[there]?.steps ?? []), publish(index + 1, topic)];
    if (there < 0) reactions.push({ sub, event, steps });
    else reactions[there] = { sub, event, steps };
  });
  return { ...plain(subs, 1), reactions };
}

const takes = (draw: Draw, most = 4): number[] => draw.list({ min: 1, max: 3 }, () => draw.integer(0, most));

function overflowing(overflow: Overflow, extra: Partial<AsyncPlan> = {}) {
  return {
    samples: (rung: string) => [
      paced(rung, { subs: [{ topic: 't', takes: [9] }], events: 3, buffer: 1, overflow, ...extra }),
      paced(rung, { subs: [{ topic: 't', takes: [9] }, { topic: 't' }], events: 5, buffer: 2, overflow, ...extra }),
    ],
    input: (draw: Draw, rung: string) => {
      const buffer = draw.integer(1, 3);
      return paced(rung, {
        subs: draw.list({ min: 1, max: 3 }, () => ({ topic: 't', takes: [draw.integer(4, 9)] })),
        events: buffer + draw.integer(2, 5),
        buffer,
        overflow,
        ...extra,
      });
    },
  };
}

const oldest = overflowing('drop-oldest');
const newest = overflowing('drop-newest');
const leaving = overflowing('disconnect');

export const scenarios: readonly Scenario<Plan>[] = [
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
      }),
    ],
    (draw, rung) => {
      const events = draw.integer(2, 4);
      const subs = [
        { topic: 't', takes: [draw.integer(5, 9)] },
        { topic: 't', takes: takes(draw) },
      ];
      return paced(rung, { subs, events, after: [unsubscribe(0), publish(events)] });
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
    (rung) => [paced(rung, { subs: [{ topic: 't', fails: [true, false] }], events: 6, maxFailures: 2 })],
    (draw, rung) => {
      const maxFailures = draw.integer(2, 4);
      const fails = [...Array.from({ length: maxFailures - 1 }, () => true), false];
      return paced(rung, { subs: [{ topic: 't', fails }], events: 2 * maxFailures + draw.integer(1, 3), maxFailures });
    },
  ),
  scenario(
    'dies-with-a-backlog',
    DEAD,
    (rung) => [paced(rung, { subs: [{ topic: 't', takes: [5], fails: [true] }], events: 4, maxFailures: 1 })],
    (draw, rung) => {
      const maxFailures = draw.integer(1, 3);
      const subs = [{ topic: 't', takes: [draw.integer(3, 6)], fails: [true] }, ...onT(draw.integer(0, 1))];
      return paced(rung, { subs, events: maxFailures + draw.integer(1, 4), maxFailures });
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
  {
    id: 'cost-of-a-publish',
    rungs: ['broadcast'],
    samples: () => [{ subs: [], steps: [] }],
    input: () => ({ subs: [], steps: [] }),
    run(stage) {
      const { createBus } = stage.exports as { createBus: () => Bus };
      for (const size of [16, 64, 256, 1024]) {
        const bus = createBus();
        for (let index = 0; index < size; index += 1) bus.subscribe('t', () => Promise.resolve());
        stage.measure('publish', size, () => bus.publish('t', 'e1'));
      }
    },
  },
];

function abort(sub: number): StepPlan {
  return { do: 'abort', sub };
}

function abortedBefore(rung: string, events: number): Plan {
  const subs = [{ topic: 't', signal: true }, { topic: 't' }];
  const plan = paced(rung, { subs, events });
  return { ...plan, steps: [{ ...abort(0), atMs: 0 }, ...plan.steps] };
}

function odd(event: number, value: OddValue): StepPlan {
  return { do: 'publish', topic: 't', event, value };
}

/** One subscriber publishes a second event when it gets the first. */
function react(subs: readonly SubPlan[], sub: number): Plan {
  return { ...plain(subs, 1), reactions: [{ sub, event: 0, steps: [publish(1)] }] };
}

function both(sub: number, event: number): ReactionPlan {
  return { sub, event: 0, steps: [publish(event)], throws: true };
}

function during(count: number, sub: number, steps: readonly StepPlan[], events: number): Plan {
  return { ...plain(onT(count), events), reactions: [{ sub, event: 0, steps }] };
}

/** The last subscribes while the first event is delivered. */
function joining(count: number, sub: number): Plan {
  const { steps } = plain(onT(count), 2);
  return { subs: onT(count + 1), steps, reactions: [{ sub, event: 0, steps: [subscribe(count)] }] };
}
