/** Reads a run of a bus that calls its subscribers within publish. */
import type { Facts, Run, TraceEvent } from 'drydock';
import { type OddValue, type Plan, type SubPlan, eventName } from '../scenarios/plan';
import { type Found, args, calls, field, nameOf } from './found';

interface Published {
  readonly name: string;
  readonly seq: number;
  /** `seq` of the end of the outermost publish that it belongs to. */
  readonly until: number;
  readonly isInner: boolean;
  readonly topic: string;
  readonly bus: number;
  /** Where it is not a name like any other. */
  readonly value?: string;
}

interface Member {
  readonly name: string;
  readonly plan: SubPlan;
  readonly from: number;
  to: number;
}

const SHOWN: Readonly<Record<OddValue, string>> = {
  object: 'an object',
  undefined: 'undefined',
  null: 'null',
  zero: '0',
  empty: "''",
  false: 'false',
  function: 'a function',
};

function oddOf({ steps, reactions = [] }: Plan, name: string): OddValue | undefined {
  const all = [...steps, ...reactions.flatMap((one) => one.steps ?? [])];
  const step = all.find((one) => one.do === 'publish' && eventName(one.event) === name);
  return step?.do === 'publish' ? step.value : undefined;
}

export function readSync(run: Run): readonly Found[] {
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
      const odd = oddOf(plan, String(second));
      const value = odd === undefined ? {} : { value: SHOWN[odd] };
      published.push({ name: String(second), seq, until, isInner, topic: String(first), bus: Number(third), ...value });
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
    const who = all.length > 1 ? `The function of ${all.map((member) => member.name).join(' and ')}` : name;
    const gone = got.find(({ seq }) => all.length === 1 && all[0] !== undefined && all[0].to < seq);
    if (gone !== undefined) {
      found.push({ kind: 'gone', at: gone.seq, because: `${name} gets ${one.name} although it has unsubscribed.` });
    } else if (got.length > most) {
      const at = got[most]?.seq ?? one.seq;
      const isLate = most === 0 && all.some((member) => isOn(member) && member.from > one.seq);
      const because = isLate
        ? `${who} gets ${one.name}, and it subscribed only after that was published.`
        : most === 0
          ? `${who} gets ${one.name} of topic "${one.topic}", and it has no subscription there.`
          : `${who} gets ${one.name} ${got.length} times; expected ${most}.`;
      found.push({ kind: 'extra', at, because });
    } else if (got.length < least) {
      const at = Number.isFinite(one.until) ? one.until : one.seq;
      const what = one.value === undefined ? one.name : `${one.name}, which is ${one.value}`;
      const told = got.length === 0 ? `${who} never gets ${what}` : `${who} gets ${what} ${got.length} times`;
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
