/** Fan-out of a counterexample: a step an event where all is at one instant, and else a step a millisecond. */
import {
  sceneData,
  type Data,
  type FanOutEvent,
  type FanOutSceneSpec,
  type SceneInput,
  type SceneStep,
  type Trace,
  type TraceEvent,
} from 'drydock';
import type { Plan } from './scenarios/plan';

/** A fan-out event before it has a step. */
interface Item extends Omit<FanOutEvent, 'step'> {
  readonly seq: number;
  readonly t: number;
  readonly text: string;
}

export function scene(shown: SceneInput): Data | null {
  const plan = shown.input as Plan;
  const mine = itemsOf(shown.trace, plan);
  const theirs = itemsOf(shown.reference, plan);
  const isTimed = plan.options !== undefined;
  const wrong = shown.trace.find(({ seq }) => seq === shown.at);
  const times = [...new Set([...mine, ...theirs, ...(wrong ? [wrong] : [])].map(({ t }) => t))].sort((a, b) => a - b);
  const count = isTimed ? times.length : Math.max(mine.length, theirs.length);
  const stepOf = (items: readonly Item[], item: Item): number =>
    isTimed ? times.indexOf(item.t) : items.indexOf(item);
  const eventsOf = (items: readonly Item[]): FanOutEvent[] =>
    items.map((item) => {
      const { what, subscriber, event, topic } = item;
      return {
        step: stepOf(items, item),
        what,
        ...(subscriber === undefined ? {} : { subscriber }),
        ...(event === undefined ? {} : { event }),
        ...(topic === undefined ? {} : { topic }),
      };
    });
  const subscribers = plan.subs.map(({ topic }, index) => ({ id: `s${index + 1}`, topic }));
  const reference = eventsOf(theirs);
  const yours = eventsOf(mine);
  const steps = Array.from({ length: count }, (_, step): SceneStep => {
    const here = mine.filter((item) => stepOf(mine, item) === step);
    const there = theirs.filter((item) => stepOf(theirs, item) === step);
    const t = isTimed ? (times[step] ?? 0) : (here[0]?.t ?? there[0]?.t ?? 0);
    const last = here.at(-1) ?? mine.findLast((item) => stepOf(mine, item) <= step);
    const said = here.map(({ text }) => text).join(', ') || 'nothing in yours';
    const other = there.map(({ text }) => text).join(', ') || 'nothing';
    const contrast = said === other ? '' : `; in the reference ${other}`;
    const decision = shown.decisions.findLast(({ seq }) => here.some((item) => item.seq === seq));
    const state = subscribers.map(({ id }) => {
      const [left, right] = [seenBy(reference, id, step), seenBy(yours, id, step)];
      return { label: `${id} has seen`, reference: left, yours: right, differs: left !== right };
    });
    const text = `${isTimed ? `t = ${t}` : `${step + 1}`}: ${said}${contrast}`;
    return { seq: last?.seq ?? 0, t, text, state, ...(decision === undefined ? {} : { line: decision.loc.line }) };
  });
  const differing = steps.findIndex(({ state }) => state.some(({ differs }) => differs));
  const failing = steps.findIndex(({ seq, t }) => (isTimed ? t === wrong?.t : seq >= shown.at));
  const first = differing >= 0 ? differing : failing;
  const spec: FanOutSceneSpec = {
    kind: 'fan-out',
    sentence: shown.because,
    ...(plan.options === undefined ? {} : { buffer: plan.options.buffer }),
    subscribers,
    reference,
    yours,
    steps,
    ...(first < 0 ? {} : { firstDifference: first }),
  };
  return sceneData(spec);
}

function seenBy(events: readonly FanOutEvent[], id: string, step: number): string {
  const seen = events.filter((one) => one.what === 'seen' && one.subscriber === id && one.step <= step);
  return seen.map(({ event }) => event).join(', ') || 'none';
}

/**
 * A function that two subscriptions share is called once for each, and nothing tells which: the first that is there and
 * has not had the event is taken for it.
 */
function shared(items: readonly Item[], { subs }: Plan): Item[] {
  const there = new Set<string>();
  const had = new Set<string>();
  return items.map((item) => {
    const { what, subscriber = '', event = '' } = item;
    if (what === 'joined') there.add(subscriber);
    if (what === 'left') there.delete(subscriber);
    if (what !== 'seen') return item;
    const owner = Number(subscriber.slice(1)) - 1;
    const mates = subs.flatMap(({ like }, index) => (index === owner || like === owner ? [`s${index + 1}`] : []));
    const taken = mates.find((mate) => there.has(mate) && !had.has(`${mate} ${event}`)) ?? subscriber;
    had.add(`${taken} ${event}`);
    return { ...item, subscriber: taken, text: `${taken} gets ${event}` };
  });
}

function itemsOf(trace: Trace, plan: Plan): Item[] {
  const items = shared(
    trace.flatMap((event) => itemOf(event) ?? []),
    plan,
  );
  // A subscriber is down from its last rejection on, when later events do not reach it.
  for (const end of trace.filter(({ op }) => op === 'end')) {
    const { sub, ends } = end.data as { sub: string; ends: string };
    const later = items.filter(({ seq }) => seq > end.seq);
    const isLeft = items.some(({ what, subscriber }) => what === 'left' && subscriber === sub);
    const isReached = later.some(({ what, subscriber }) => what === 'seen' && subscriber === sub);
    if (ends !== 'rejects' || isReached || isLeft || !later.some(({ what }) => what === 'published')) continue;
    const item: Item = { what: 'down', subscriber: sub, seq: end.seq, t: end.t, text: `${sub} rejects and is let go` };
    items.splice(items.length - later.length, 0, item);
  }
  return items;
}

function itemOf({ seq, t, kind, op, data }: TraceEvent): Item | undefined {
  const at = { seq, t };
  if (kind === 'mark' && op === 'deliver') {
    const { sub, event } = data as { sub: string; event: string };
    return { ...at, what: 'seen', subscriber: sub, event, text: `${sub} gets ${event}` };
  }
  if (kind !== 'call') return undefined;
  const [first, second] = data as readonly [string, string];
  if (op === 'publish') return { ...at, what: 'published', topic: first, event: second, text: `publish ${second}` };
  if (op === 'subscribe') return { ...at, what: 'joined', subscriber: second, text: `${second} subscribes` };
  if (op === 'unsubscribe') return { ...at, what: 'left', subscriber: first, text: `${first} unsubscribes` };
  if (op === 'abort') return { ...at, what: 'left', subscriber: first, text: `${first} is aborted` };
  return undefined;
}
