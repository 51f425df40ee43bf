/** Makes plans: the smallest first, so that a counterexample shrinks to them. */
import type { Draw, Facts, Scenario } from 'drydock';
import {
  ASYNC,
  DEAD,
  type OddValue,
  type Overflow,
  type Plan,
  type ReactionPlan,
  type StepPlan,
  type SubPlan,
} from './plan';
import { run } from './run';

export const subscribe = (sub: number): StepPlan => ({ do: 'subscribe', sub });

export const unsubscribe = (sub: number): StepPlan => ({ do: 'unsubscribe', sub });

export const publish = (event: number, topic = 't'): StepPlan => ({ do: 'publish', topic, event });

/** All subscribe first; then so many events on topic `t`, and whatever else. */
export function plain(subs: readonly SubPlan[], events: number, more: Partial<Plan> = {}): Plan {
  const steps = [
    ...subs.map((_, index) => subscribe(index)),
    ...Array.from({ length: events }, (_, at) => publish(at)),
  ];
  return { subs, steps, ...more };
}

export const onT = (count: number): SubPlan[] => Array.from({ length: count }, () => ({ topic: 't' }));

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

export function paced(rung: string, made: AsyncPlan): Plan {
  const { subs, events, buffer = 32, overflow = 'drop-oldest', maxFailures = 32, after = [], gap, asksStats } = made;
  const steps = [...plain(subs, events).steps, ...after];
  const options = { buffer, overflow, ...(rung === 'dead-subscriber' ? { maxFailures } : {}) };
  return { options, subs, steps: timed(steps, gap), ...(asksStats ? { asksStats } : {}) };
}

/** A scenario for all rungs: the same plan, with times where the rung has them. */
export function onAll(rung: string, plan: Plan): Plan {
  if (!ASYNC.includes(rung)) return plan;
  const options = { buffer: 32, overflow: 'drop-oldest' as const, ...(DEAD.includes(rung) ? { maxFailures: 32 } : {}) };
  return { ...plan, options, steps: timed(plan.steps) };
}

export function scenario(
  id: string,
  rungs: readonly string[],
  samples: (rung: string, facts: Facts) => readonly Plan[],
  input: (draw: Draw, rung: string, facts: Facts) => Plan,
): Scenario<Plan> {
  return { id, rungs, samples, input, run };
}

export const STRANGE = ['a', 'b', '', '__proto__', 'constructor', 'A', 'a.b', 'toString'];

/** The same function twice, the second ended in between where the two are two. */
export function sameFunction(facts: Facts, others: number, first = true): Plan {
  const subs: SubPlan[] = [{ topic: 't' }, { topic: 't', like: 0 }, ...onT(others)];
  const ended = facts['sameFunctionTwice'] === 'one' ? [] : [unsubscribe(first ? 1 : 0), publish(1)];
  return { subs, steps: [...subs.map((_, index) => subscribe(index)), publish(0), ...ended] };
}

export function nested(draw: Draw, across: boolean): Plan {
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

export const takes = (draw: Draw, most = 4): number[] => draw.list({ min: 1, max: 3 }, () => draw.integer(0, most));

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

export const oldest = overflowing('drop-oldest');

export const newest = overflowing('drop-newest');

export const leaving = overflowing('disconnect');

export function abort(sub: number): StepPlan {
  return { do: 'abort', sub };
}

export function abortedBefore(rung: string, events: number): Plan {
  const subs = [{ topic: 't', signal: true }, { topic: 't' }];
  // To end what never began does nothing.
  const plan = paced(rung, { subs, events, after: [unsubscribe(0)] });
  return { ...plan, steps: [{ ...abort(0), atMs: 0 }, ...plan.steps] };
}

export function odd(event: number, value: OddValue): StepPlan {
  return { do: 'publish', topic: 't', event, value };
}

/** One subscriber publishes a second event when it gets the first. */
export function react(subs: readonly SubPlan[], sub: number): Plan {
  return { ...plain(subs, 1), reactions: [{ sub, event: 0, steps: [publish(1)] }] };
}

export function both(sub: number, event: number): ReactionPlan {
  return { sub, event: 0, steps: [publish(event)], throws: true };
}

export function during(count: number, sub: number, steps: readonly StepPlan[], events: number): Plan {
  return { ...plain(onT(count), events), reactions: [{ sub, event: 0, steps }] };
}

/** The last subscribes while the first event is delivered. */
export function joining(count: number, sub: number): Plan {
  const { steps } = plain(onT(count), 2);
  return { subs: onT(count + 1), steps, reactions: [{ sub, event: 0, steps: [subscribe(count)] }] };
}
