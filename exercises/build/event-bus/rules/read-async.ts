/** Reads a run of a bus whose subscribers answer promises. */
import type { Facts, Run } from 'drydock';
import type { Plan, SubPlan } from '../scenarios/plan';
import { type Found, calls, eventNameOf, field, nameOf } from './found';

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

export function readAsync(run: Run): readonly Found[] {
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
