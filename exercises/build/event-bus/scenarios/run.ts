/** Runs a plan beside the program. */
import type { Stage } from 'drydock';
import type { CreateBus as CreateDeadBus } from '../contract/dead-subscriber';
import {
  ASYNC,
  type OddValue,
  PATIENCE_MS,
  type Plan,
  type StepPlan,
  type SubPlan,
  endOf,
  errorName,
  eventName,
  inTurn,
  subName,
} from './plan';

export type Bus = ReturnType<CreateDeadBus>;

export async function run(stage: Stage, plan: Plan): Promise<void> {
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
  const controllers = plan.subs.map(({ signal }) => (signal === true ? new AbortController() : undefined));
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

function valueOf(odd: OddValue | undefined, event: number): unknown {
  if (odd === undefined) return eventName(event);
  const made = { object: { event }, undefined, null: null, zero: 0, empty: '', false: false, function: () => event };
  return made[odd];
}

function eventOf(values: readonly unknown[], value: unknown): number {
  return values.findLastIndex((one) => Object.is(one, value));
}
