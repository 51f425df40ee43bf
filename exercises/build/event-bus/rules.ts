/**
 * What must hold of every run, as two readings of the same plan: one of what synchronous buses delivered, by the order of
 * events in the trace, and one of what each subscription of an asynchronous bus is called with, by time. A rule is one of
 * these readings on the scenarios of one situation. Subscribers of one event may be called in any order.
 */
import {
  costClass,
  createFanOut,
  type Data,
  type Exports,
  type Facts,
  type Finding,
  type Overflow,
  type Rule,
  type Run,
  type TraceEvent,
} from 'drydock';
import type { Plan, StepPlan, SubPlan } from './scenarios';

type Kind = 'missed' | 'extra' | 'gone' | 'late' | 'order' | 'error' | 'call' | 'value' | 'overlap' | 'time' | 'stats';

interface Found {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
}

const SYNC = ['broadcast', 'ordering', 'unsubscribe'];
const NESTED = ['ordering', 'unsubscribe'];
const ASYNC = ['slow-subscriber', 'dead-subscriber'];
const ALL = [...SYNC, ...ASYNC];
const DEAD = ['dead-subscriber'];

const nameOf = (sub: number): string => `s${sub + 1}`;
const eventNameOf = (event: number): string => `e${event + 1}`;
const field = (event: TraceEvent | undefined, name: string): Data =>
  ((event?.data ?? {}) as Readonly<Record<string, Data>>)[name];
const args = (event: TraceEvent): readonly Data[] => (Array.isArray(event.data) ? (event.data as readonly Data[]) : []);

// Calls that must work, whatever the rung.

function calls(run: Run, trace: readonly TraceEvent[]): Found[] {
  const plan = run.input as Plan;
  const throwing = plan.reactions?.some(({ throws }) => throws === true) ?? false;
  const threw = trace.filter(({ kind }) => kind === 'throw');
  return threw.flatMap((event) => {
    if (event.op === 'publish' && throwing) return [];
    const because = `${event.op ?? 'A call'} threw ${String(field(event, 'name'))}: ${String(field(event, 'message'))}. Nothing here should throw.`;
    return [{ kind: 'call' as const, at: event.seq, because }];
  });
}

// Synchronous buses.

interface Published {
  readonly name: string;
  readonly seq: number;
  /** `seq` of the end of the outermost publish that it belongs to. */
  readonly until: number;
  readonly isInner: boolean;
  readonly topic: string;
  readonly bus: number;
}

interface Member {
  readonly name: string;
  readonly plan: SubPlan;
  readonly from: number;
  to: number;
}

function readSync(run: Run): readonly Found[] {
  const { trace, facts } = run;
  const plan = run.input as Plan;
  const found: Found[] = calls(run, trace);
  const members: Member[] = [];
  const published: Published[] = [];
  const endOf = (call: TraceEvent): number =>
    trace.find(({ kind, cause }) => cause === call.seq && (kind === 'return' || kind === 'throw'))?.seq ?? Infinity;
  let until = -1;
  for (const event of trace) {
    if (event.kind !== 'call') continue;
    const [first, second, third] = args(event);
    if (event.op === 'subscribe') {
      const sub = Number(String(second).slice(1)) - 1;
      members.push({ name: nameOf(sub), plan: plan.subs[sub] as SubPlan, from: event.seq, to: Infinity });
    } else if (event.op === 'unsubscribe') {
      const member = members.findLast(({ name }) => name === first);
      if (member !== undefined) member.to = Math.min(member.to, endOf(event));
    } else if (event.op === 'publish') {
      const isInner = event.seq < until;
      if (!isInner) until = endOf(event);
      const { seq } = event;
      published.push({ name: String(second), seq, until, isInner, topic: String(first), bus: Number(third) });
    }
  }
  const delivered = trace.filter(({ kind, op }) => kind === 'mark' && op === 'deliver');
  for (const event of delivered) {
    if (field(event, 'event') !== '?') continue;
    const because = `${String(field(event, 'sub'))} was called with something that nobody published.`;
    found.push({ kind: 'value', at: event.seq, because });
  }
  for (const one of published) found.push(...readPublished(one, plan, members, delivered, facts));

  // In the order in which they were published.
  let newest = -1;
  for (const event of delivered) {
    const at = published.findIndex(({ name }) => name === field(event, 'event'));
    const before = published[newest];
    if (at < newest && before !== undefined) {
      const because = `${String(field(event, 'sub'))} gets ${String(field(event, 'event'))} after ${before.name} was delivered to somebody, and ${published[at]?.name ?? 'it'} was published before ${before.name}. An event that is published meanwhile waits until the current one has reached all.`;
      found.push({ kind: 'order', at: event.seq, because });
    }
    newest = Math.max(newest, at);
  }

  // Errors, of outermost calls: of an inner one it is open whose call tells.
  const thrown = trace.filter(({ kind, op }) => kind === 'mark' && op === 'throws');
  for (const one of published.filter(({ isInner }) => !isInner)) {
    const own = thrown.filter(({ seq }) => seq > one.seq && seq < one.until);
    const end = trace.find(({ seq }) => seq === one.until);
    if (end === undefined) continue;
    const first = own[0];
    const expected = first && `Error_${String(field(first, 'sub'))}_${String(field(first, 'event'))}`;
    const actual = end.kind === 'throw' ? String(field(end, 'name')) : undefined;
    const isSwallowed = facts['firstError'] === 'swallow';
    if (isSwallowed ? actual === undefined : actual === expected) continue;
    const isInnerError = first !== undefined && field(first, 'event') !== one.name;
    if (!isSwallowed && isInnerError) continue;
    const told = actual === undefined ? 'returned' : `threw ${actual}`;
    const because = isSwallowed
      ? `publish of ${one.name} threw ${String(actual)}. Errors of subscribers stay with the bus.`
      : `publish of ${one.name} ${told}; expected ${expected === undefined ? 'it to return' : `${expected}, the first error that a subscriber threw`}.`;
    found.push({ kind: 'error', at: end.seq, because });
  }
  return found;
}

function readPublished(
  one: Published,
  plan: Plan,
  members: readonly Member[],
  delivered: readonly TraceEvent[],
  facts: Facts,
): Found[] {
  const found: Found[] = [];
  const mine = delivered.filter((event) => field(event, 'event') === one.name);
  const firstSeq = mine[0]?.seq ?? Infinity;
  for (const [index, sub] of plan.subs.entries()) {
    if (sub.like !== undefined) continue;
    const name = nameOf(index);
    const got = mine.filter((event) => field(event, 'sub') === name);
    const all = members.filter((member) => member.name === name || member.plan.like === index);
    const isOn = ({ plan: { topic, bus = 0 } }: Member): boolean => topic === one.topic && bus === one.bus;
    const there = all.filter((member) => isOn(member) && member.to > one.seq);
    const onTime = there.filter(({ from }) => from < one.seq);
    // An event that waits has not begun: who comes before its first delivery may get it or not.
    const maybe = there.filter(({ from }) => from > one.seq && one.isInner && from < firstSeq);
    const cap = facts['sameFunctionTwice'] === 'one' ? 1 : Infinity;
    const least = Math.min(cap, onTime.filter(({ to }) => to > one.until).length);
    const most = Math.min(cap, onTime.length + maybe.length);
    const gone = got.find(({ seq }) => all.length === 1 && all[0] !== undefined && all[0].to < seq);
    if (gone !== undefined) {
      found.push({ kind: 'gone', at: gone.seq, because: `${name} gets ${one.name} although it has unsubscribed.` });
    } else if (got.length > most) {
      const at = got[most]?.seq ?? one.seq;
      const isLate = most === 0 && all.some((member) => isOn(member) && member.from > one.seq);
      const because = isLate
        ? `${name} gets ${one.name}, and it subscribed only after that was published.`
        : most === 0
          ? `${name} gets ${one.name} of topic "${one.topic}", and it has no subscription there.`
          : `${name} gets ${one.name} ${got.length} times; expected ${most}.`;
      found.push({ kind: 'extra', at, because });
    } else if (got.length < least) {
      const at = Number.isFinite(one.until) ? one.until : one.seq;
      const told = got.length === 0 ? `${name} never gets ${one.name}` : `${name} gets ${one.name} ${got.length} times`;
      found.push({ kind: 'missed', at, because: `${told}; expected ${least === 1 ? 'once' : `${least} times`}.` });
    }
    const late = got.find(({ seq }) => seq > one.until);
    if (late !== undefined) {
      const because = `${name} gets ${one.name} only after publish has returned.`;
      found.push({ kind: 'late', at: late.seq, because });
    }
  }
  return found;
}

// Asynchronous buses.

interface Start {
  readonly t: number;
  readonly event: string;
}

interface Expected {
  readonly sub: number;
  readonly starts: readonly Start[];
  /** Events that may come or not after the last of these: those that waited when it was disconnected. */
  readonly open: readonly string[];
}

/** When a call ends that begins now: as scenarios.ts has it. */
function endsAt(nowMs: number, tens: number): number {
  return tens === 0 ? nowMs : Math.floor(nowMs / 10) * 10 + 5 + 10 * tens;
}

function expectedOf(plan: Plan, sub: number, facts: Facts): Expected & { readonly dropped: number } {
  const { topic, like = sub, bus = 0 } = plan.subs[sub] as SubPlan;
  const { takes = [], fails = [] } = plan.subs[like] as SubPlan;
  const { buffer = Infinity, overflow = 'drop-oldest', maxFailures = Infinity } = plan.options ?? {};
  const starts: Start[] = [];
  const waiting: string[] = [];
  let open: readonly string[] = [];
  let dropped = 0;
  let isThere = false;
  let isAborted = false;
  let failures = 0;
  let turn = 0;
  let busyUntil: number | undefined;

  function begin(t: number, event: string): void {
    starts.push({ t, event });
    busyUntil = endsAt(t, takes.length === 0 ? 0 : (takes[turn % takes.length] ?? 0));
  }
  function settleUntil(t: number): void {
    while (busyUntil !== undefined && busyUntil <= t) {
      const now = busyUntil;
      const hasFailed = fails.length > 0 && fails[turn % fails.length] === true;
      turn += 1;
      busyUntil = undefined;
      failures = hasFailed ? failures + 1 : 0;
      if (failures >= maxFailures) isThere = false;
      if (!isThere) waiting.length = 0;
      const next = waiting.shift();
      if (next !== undefined) begin(now, next);
    }
  }
  for (const step of plan.steps) {
    const t = step.atMs ?? 0;
    settleUntil(t);
    if (step.do === 'publish') {
      if (!isThere || step.topic !== topic || (step.bus ?? 0) !== bus) continue;
      const event = eventNameOf(step.event);
      if (busyUntil === undefined) begin(t, event);
      else if (waiting.length < buffer) waiting.push(event);
      else if (overflow === 'disconnect') {
        open = waiting.splice(0);
        isThere = false;
      } else {
        dropped += 1;
        if (overflow === 'drop-oldest') {
          waiting.shift();
          waiting.push(event);
        }
      }
      settleUntil(t);
    } else if (step.sub === sub) {
      if (step.do === 'subscribe') isThere = !isAborted && !(like !== sub && facts['sameFunctionTwice'] === 'one');
      else {
        isAborted ||= step.do === 'abort';
        isThere = false;
        waiting.length = 0;
      }
    }
  }
  settleUntil(Infinity);
  return { sub, starts, open, dropped };
}

function readAsync(run: Run): readonly Found[] {
  const { trace, facts } = run;
  const plan = run.input as Plan;
  const found: Found[] = calls(run, trace);
  const expected = plan.subs.map((_, sub) => expectedOf(plan, sub, facts));
  const last = trace.at(-1)?.seq ?? 0;
  for (const [index, sub] of plan.subs.entries()) {
    if (sub.like !== undefined) continue;
    const name = nameOf(index);
    const sharing = expected.filter((one) => (plan.subs[one.sub]?.like ?? one.sub) === index);
    const isShared = sharing.length > 1;
    const wanted = sharing.flatMap(({ starts }) => starts).sort((a, b) => a.t - b.t);
    const open = sharing.flatMap((one) => one.open);
    const marks = trace.filter((event) => event.kind === 'mark' && field(event, 'sub') === name);
    let running: string | undefined;
    for (const event of marks) {
      const what = String(field(event, 'event'));
      if (event.op === 'end') running = undefined;
      if (event.op !== 'deliver') continue;
      if (what === '?') {
        found.push({
          kind: 'value',
          at: event.seq,
          because: `${name} was called with something that nobody published.`,
        });
      }
      if (running !== undefined && !isShared) {
        const because = `${name} is called with ${what} at t = ${event.t} while its call with ${running} still runs.`;
        found.push({ kind: 'overlap', at: event.seq, because });
      }
      running = what;
    }
    const got = marks.filter(({ op }) => op === 'deliver');
    for (let at = 0; at < Math.max(got.length, wanted.length); at += 1) {
      const event = got[at];
      const want = wanted[at];
      const what = String(field(event, 'event'));
      if (event !== undefined && want !== undefined && want.t === event.t && want.event === what) continue;
      if (event === undefined) {
        const because = `${name} never gets ${want?.event ?? ''}; expected at t = ${want?.t ?? 0}.`;
        found.push({ kind: 'missed', at: got[at - 1]?.seq ?? last, because });
      } else if (want === undefined) {
        if (open.includes(what)) continue;
        const because = `${name} gets ${what} at t = ${event.t}; expected nothing more for it.`;
        found.push({ kind: 'extra', at: event.seq, because });
      } else {
        const because = `${name} gets ${what} at t = ${event.t}; expected ${want.event} at t = ${want.t}.`;
        found.push({ kind: what === want.event ? 'time' : 'order', at: event.seq, because });
      }
      break;
    }
  }
  const stats = trace.find(({ kind, op }) => kind === 'return' && op === 'stats');
  const dropped = expected.reduce((sum, one) => sum + one.dropped, 0);
  if (stats !== undefined && stats.data !== dropped) {
    const because = `stats() tells ${String(stats.data)} dropped; expected ${dropped}.`;
    found.push({ kind: 'stats', at: stats.seq, because });
  }
  return found;
}

// Rules.

interface Told {
  readonly id: string;
  readonly rungs: readonly string[];
  readonly scenario: string | readonly string[];
  readonly sentence: string;
  readonly situation: string;
  readonly kinds?: readonly Kind[];
  readonly shown?: boolean;
  readonly after?: readonly string[];
  readonly under?: Rule['under'];
  /** Default: some event was published. */
  readonly hit?: (plan: Plan) => boolean;
}

function tells({ scenario, kinds, hit = () => true, ...head }: Told): Rule {
  return {
    ...head,
    scenarios: typeof scenario === 'string' ? [scenario] : scenario,
    check(run): Finding {
      const read = SYNC.includes(run.rung) ? readSync(run) : readAsync(run);
      const found = read.filter(({ kind }) => kinds?.includes(kind) ?? true);
      const first = found.reduce<Found | undefined>((a, b) => (a === undefined || b.at < a.at ? b : a), undefined);
      if (first !== undefined) return { verdict: 'fail', because: first.because, at: first.at };
      return { verdict: hit(run.input as Plan) && published(run.input as Plan) ? 'pass' : 'unknown' };
    },
  };
}

function published({ steps }: Plan): boolean {
  return steps.some((step: StepPlan) => step.do === 'publish');
}

const BASE = ['reaches-every-subscriber'];
const ORDER = [...BASE, 'inner-publish-waits'];
const PACE = [...BASE, 'one-call-at-a-time'];

export const rules: readonly Rule[] = [
  tells({
    id: 'reaches-every-subscriber',
    rungs: ALL,
    scenario: 'one-topic',
    sentence: 'An event reaches each current subscriber of its topic, once.',
    situation: 'an event with subscribers',
    shown: true,
  }),
  tells({
    id: 'topics-are-apart',
    rungs: ALL,
    scenario: 'topics-apart',
    sentence: "An event reaches subscribers of its own topic and no others; any string is a topic, '__proto__' too.",
    situation: 'events on several topics',
    after: BASE,
  }),
  tells({
    id: 'same-function-is-two-subscriptions',
    rungs: ALL,
    scenario: 'same-function',
    sentence: 'The same function subscribed twice is called twice, and each subscription is ended on its own.',
    situation: 'a function that is subscribed twice',
    after: BASE,
    under: ({ sameFunctionTwice }) => sameFunctionTwice !== 'one',
  }),
  tells({
    id: 'same-function-is-one-subscription',
    rungs: ALL,
    scenario: 'same-function',
    sentence: 'The same function subscribed twice to a topic is called once an event.',
    situation: 'a function that is subscribed twice',
    after: BASE,
    under: ({ sameFunctionTwice }) => sameFunctionTwice === 'one',
  }),
  tells({
    id: 'end-ends-one-subscription',
    rungs: ALL,
    scenario: 'coming-and-going',
    sentence: 'What subscribe returned ends that subscription and no other; calling it again changes nothing.',
    situation: 'a subscription that is ended between events',
    after: BASE,
  }),
  tells({
    id: 'no-replay',
    rungs: ALL,
    scenario: 'joining-later',
    sentence: 'A subscriber gets what is published from then on, and nothing older.',
    situation: 'a subscription after an event',
    after: BASE,
  }),
  tells({
    id: 'events-are-passed-as-they-are',
    rungs: ALL,
    scenario: 'odd-events',
    sentence: 'A subscriber is called with the very value that was published, whatever it is.',
    situation: 'events that are no strings',
    after: BASE,
  }),
  tells({
    id: 'buses-share-nothing',
    rungs: ALL,
    scenario: 'two-buses',
    sentence: 'Two buses have nothing to do with each other.',
    situation: 'two buses with the same topic',
    after: BASE,
  }),
  tells({
    id: 'a-throw-stops-nobody',
    rungs: SYNC,
    scenario: 'throwing',
    kinds: ['missed', 'extra', 'late', 'order', 'value', 'call', 'gone'],
    sentence: 'A subscriber that throws keeps no other from its event.',
    situation: 'a subscriber that throws',
    after: BASE,
  }),
  tells({
    id: 'first-error-is-rethrown',
    rungs: SYNC,
    scenario: 'throwing',
    kinds: ['error'],
    sentence: 'publish throws the first error of a subscriber, once all have been called.',
    situation: 'subscribers that throw',
    after: [...BASE, 'a-throw-stops-nobody'],
    under: ({ firstError }) => firstError !== 'swallow',
  }),
  tells({
    id: 'errors-stay-with-the-bus',
    rungs: SYNC,
    scenario: 'throwing',
    kinds: ['error'],
    sentence: 'publish does not throw what its subscribers threw.',
    situation: 'subscribers that throw',
    after: [...BASE, 'a-throw-stops-nobody'],
    under: ({ firstError }) => firstError === 'swallow',
  }),

  tells({
    id: 'only-what-was-published',
    rungs: ALL,
    scenario: [
      'one-topic',
      'topics-apart',
      'same-function',
      'coming-and-going',
      'joining-later',
      'odd-events',
      'two-buses',
    ],
    kinds: ['value'],
    sentence: 'Subscribers are called with what was published and with nothing else.',
    situation: 'any event',
    after: [...BASE, 'events-are-passed-as-they-are'],
  }),
  costClass({
    id: 'publish-costs-its-subscribers',
    rungs: ['broadcast'],
    scenarios: ['cost-of-a-publish'],
    sentence: 'What a publish costs grows with the subscribers of its topic.',
    op: 'publish',
    expected: 'O(n)',
    size: 'subscribers of the topic',
    judged: false,
  }),

  // Ordering.
  tells({
    id: 'inner-publish-waits',
    rungs: NESTED,
    scenario: 'nested',
    sentence: 'An event that is published by a subscriber is delivered after the current one has reached all.',
    situation: 'a publish from inside of a subscriber',
    shown: true,
    after: BASE,
  }),
  tells({
    id: 'inner-publish-waits-across-topics',
    rungs: NESTED,
    scenario: 'nested-across-topics',
    sentence: 'So it is when the inner event is on another topic.',
    situation: 'a publish from inside of a subscriber, on another topic',
    after: ORDER,
  }),
  tells({
    id: 'waiting-events-keep-their-order',
    rungs: NESTED,
    scenario: 'nested-two-at-once',
    sentence: 'Events that wait are delivered in the order in which they were published.',
    situation: 'two events from one call of a subscriber',
    after: ORDER,
  }),
  tells({
    id: 'a-throw-loses-no-waiting-event',
    rungs: NESTED,
    scenario: 'throws-while-events-wait',
    sentence: 'A throw loses no event that waits, and the next publish works as ever.',
    situation: 'a subscriber that publishes and then throws',
    after: [...ORDER, 'a-throw-stops-nobody'],
  }),

  // Unsubscribe.
  tells({
    id: 'leaving-skips-nobody',
    rungs: ['unsubscribe'],
    scenario: 'leaves-during',
    sentence: 'A subscriber that leaves while it is called makes no other miss the event.',
    situation: 'a subscriber that ends its own subscription',
    after: BASE,
  }),
  tells({
    id: 'removed-before-its-turn',
    rungs: ['unsubscribe'],
    scenario: 'removes-another',
    sentence: 'Who was removed during an event is not called any more for it, and nobody else misses it.',
    situation: 'a subscriber that removes another',
    shown: true,
    after: BASE,
  }),
  tells({
    id: 'joining-waits-for-the-next',
    rungs: ['unsubscribe'],
    scenario: 'joins-during',
    sentence: 'Who subscribes during an event is not called for it, and is for the next.',
    situation: 'a subscription from inside of a subscriber',
    after: BASE,
  }),
  tells({
    id: 'gone-for-waiting-events',
    rungs: ['unsubscribe'],
    scenario: 'leaves-while-events-wait',
    sentence: 'Who has unsubscribed is not called for events that waited either.',
    situation: 'a subscription that ends while an event waits',
    after: [...ORDER, 'removed-before-its-turn'],
  }),
  tells({
    id: 'joined-before-the-inner-publish',
    rungs: ['unsubscribe'],
    scenario: 'joins-then-publishes',
    sentence: 'Who subscribes during an event gets what is published after that, also from inside of it.',
    situation: 'a subscription, then a publish, from inside of a subscriber',
    after: [...ORDER, 'joining-waits-for-the-next'],
  }),

  // Slow subscribers.
  tells({
    id: 'one-call-at-a-time',
    rungs: ASYNC,
    scenario: 'one-at-a-time',
    sentence: 'A subscriber has one call at a time, in the order of publishing, each as soon as the last has settled.',
    situation: 'events that come while a subscriber works',
    shown: true,
    after: BASE,
  }),
  tells({
    id: 'slow-delays-no-other',
    rungs: ASYNC,
    scenario: 'slow-beside-quick',
    sentence: 'A slow subscriber delays no other.',
    situation: 'a slow subscriber beside quick ones',
    after: PACE,
  }),
  tells({
    id: 'buffer-holds-so-many',
    rungs: ASYNC,
    scenario: 'buffer-just-holds',
    sentence: 'So many events as `buffer` says wait beside the one at work; nothing is dropped before.',
    situation: 'a buffer that is just full',
    after: PACE,
  }),
  tells({
    id: 'drop-oldest-makes-room',
    rungs: ASYNC,
    scenario: 'full-drop-oldest',
    sentence: "With 'drop-oldest' an event that finds the buffer full takes the place of the oldest that waits.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'drop-newest-turns-away',
    rungs: ASYNC,
    scenario: 'full-drop-newest',
    sentence: "With 'drop-newest' an event that finds the buffer full is dropped; those that wait stay.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'disconnect-ends-it',
    rungs: ASYNC,
    scenario: 'full-disconnect',
    sentence: "With 'disconnect' an event that finds the buffer full ends the subscription: nothing later comes.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'stats-counts-drops',
    rungs: ASYNC,
    scenario: 'counting-drops',
    kinds: ['stats', 'call'],
    sentence: 'stats() counts each event that a subscription missed by overflow, over all subscriptions.',
    situation: 'drops at several subscriptions',
    after: [...PACE, 'buffer-holds-so-many', 'drop-oldest-makes-room', 'drop-newest-turns-away'],
  }),
  tells({
    id: 'end-discards-the-backlog',
    rungs: ASYNC,
    scenario: 'leaves-with-a-backlog',
    sentence: 'Once a subscription is ended, events that waited for it are not delivered any more.',
    situation: 'an end while events wait',
    after: [...PACE, 'end-ends-one-subscription'],
  }),

  // Dead subscribers.
  tells({
    id: 'failures-in-a-row-end-it',
    rungs: DEAD,
    scenario: 'keeps-failing',
    sentence: 'After `maxFailures` rejections in a row a subscription ends, and not before.',
    situation: 'a subscriber that keeps rejecting',
    shown: true,
    after: PACE,
  }),
  tells({
    id: 'success-starts-afresh',
    rungs: DEAD,
    scenario: 'fails-now-and-then',
    sentence: 'A call that fulfils starts the count of failures afresh.',
    situation: 'failures with successes in between',
    after: [...PACE, 'failures-in-a-row-end-it'],
  }),
  tells({
    id: 'death-releases-the-backlog',
    rungs: DEAD,
    scenario: 'dies-with-a-backlog',
    sentence: 'A subscription that has ended by failures gets nothing more, neither what waited nor what comes.',
    situation: 'a death while events wait',
    after: [...PACE, 'failures-in-a-row-end-it'],
  }),
  tells({
    id: 'failures-are-counted-apart',
    rungs: DEAD,
    scenario: 'failure-beside-others',
    sentence: 'Failures are counted for each subscription on its own, and delay no other.',
    situation: 'a failing subscriber beside others',
    after: [...PACE, 'slow-delays-no-other', 'failures-in-a-row-end-it', 'success-starts-afresh'],
  }),
  tells({
    id: 'abort-ends-it',
    rungs: DEAD,
    scenario: 'aborted',
    sentence: 'Aborting its signal ends a subscription, and no other.',
    situation: 'a signal that is aborted between events',
    after: PACE,
  }),
  tells({
    id: 'abort-discards-the-backlog',
    rungs: DEAD,
    scenario: 'aborted-with-a-backlog',
    sentence: 'After an abort, events that waited are not delivered any more.',
    situation: 'an abort while events wait',
    after: [...PACE, 'abort-ends-it'],
  }),
  tells({
    id: 'aborted-before-it-began',
    rungs: DEAD,
    scenario: 'aborted-before',
    sentence: 'A subscription whose signal is aborted already gets nothing.',
    situation: 'a signal that is aborted before it is given',
    after: [...PACE, 'abort-ends-it'],
  }),
];

// References.

interface Options {
  readonly buffer: number;
  readonly overflow: Overflow;
  readonly maxFailures?: number;
}

function of(facts: Facts): { readonly sameFunctionOnce: boolean; readonly swallowsErrors: boolean } {
  return {
    sameFunctionOnce: facts['sameFunctionTwice'] === 'one',
    swallowsErrors: facts['firstError'] === 'swallow',
  };
}

const now = (facts: Facts): Exports => ({ createBus: () => createFanOut(of(facts)) });
const later = (facts: Facts): Exports => ({
  createBus: (options: Options) => createFanOut({ ...of(facts), ...options }),
});

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  broadcast: now,
  ordering: now,
  unsubscribe: now,
  'slow-subscriber': later,
  'dead-subscriber': later,
};
