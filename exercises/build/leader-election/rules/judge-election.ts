/** What the nodes answer about who leads, held against the leases. */
import type { Run, TraceEvent } from 'drydock';
import { calmFromMs } from '../scenarios/plan';
import { answerOf, at, type Call, type History, type Say } from './history';

export function judgeElection(
  { plan, calls, leases }: History,
  scenario: string,
  rung: string,
  trace: Run['trace'],
  say: Say,
): void {
  const { ttlMs } = plan;
  const asks = calls.filter(({ op, end }) => op === 'isLeader' && end !== undefined);
  const leading = asks.filter((ask) => answerOf(ask) === true);
  const started = new Map(calls.filter(({ op }) => op === 'start').map(({ by, call }) => [by, call]));
  const stop = calls.find(({ op }) => op === 'stop');

  const byTime = new Map<number, Call>();
  for (const ask of leading) {
    const { t } = ask.call;
    const end = ask.end as TraceEvent;
    const other = byTime.get(t);
    if (other !== undefined && other.by !== ask.by) {
      say('two-leaders', end, `${at(end)} ${other.by} and ${ask.by} both answer that they lead.`, {
        causes: [other.end?.seq ?? 0],
      });
    }
    byTime.set(t, ask);
    if (!started.has(ask.by)) say('unasked', end, `${at(end)} ${ask.by} answers that it leads, and was never started.`);
    if (stop !== undefined && ask.by === stop.by && t >= stop.call.t + ttlMs) {
      say('after-stop', end, `${at(end)} ${ask.by} answers that it leads, ${t - stop.call.t} ms after stop().`);
    }
    if (!ask.held) {
      const last = leases.filter((one) => one.by === ask.by && one.from.seq < ask.call.seq).at(-1);
      // To give the lease up and know it a moment later is no mistake that anybody sees.
      // One that another has taken away is told by what took it.
      if (last?.endedBy === undefined) {
        const over =
          last === undefined ? 'it never had a lease' : `its lease ended at ${last.ended?.t ?? last.untilMs}`;
        say('after-end', end, `${at(end)} isLeader() of ${ask.by} answers true; ${over}.`, {
          expected: false,
          actual: true,
          ...(last === undefined ? {} : { causes: [last.from.seq] }),
        });
      }
    }
  }

  const patience = plan.patienceMs ?? (rung === 'fencing' ? 3 : 5) * ttlMs;
  const fromMs = calmFromMs(plan);
  const isLed = leading.some(({ by, call }) => call.t >= fromMs && call.t <= fromMs + patience && by !== stop?.by);
  if (started.size > 0 && !isLed && fromMs + patience <= plan.untilMs) {
    const last = asks.filter(({ call }) => call.t <= fromMs + patience).at(-1)?.end ?? (trace.at(-1) as TraceEvent);
    const since = fromMs === 0 ? 'the beginning' : `t = ${fromMs}`;
    say('no-leader', last, `No node leads from ${since} to ${fromMs + patience}, though nothing goes wrong any more.`);
  }
  if (scenario === 'one-node' || scenario === 'calm') {
    const first = leading[0];
    const lost =
      first && asks.find(({ by, call, end }) => by === first.by && call.seq > first.call.seq && end?.data === false);
    if (first !== undefined && lost?.end !== undefined) {
      say(
        'flickers',
        lost.end,
        `${at(lost.end)} ${first.by} leads no longer, though it was not stopped and nothing went wrong.`,
        {
          causes: [first.end?.seq ?? 0],
        },
      );
    }
  }
  if (stop !== undefined) judgeStop({ plan, leases }, stop, trace, say);
}

/** What becomes of the lease of a node that is told to stop. */
function judgeStop(
  { plan, leases }: Pick<History, 'plan' | 'leases'>,
  stop: Call,
  trace: Run['trace'],
  say: Say,
): void {
  const dueMs = stop.call.t + Math.floor(plan.ttlMs / 4);
  const event = trace.find(({ t, kind }) => kind === 'call' && t >= dueMs) ?? (trace.at(-1) as TraceEvent);
  for (const lease of leases.filter(({ by, from }) => by === stop.by && from.t <= dueMs)) {
    const endMs = lease.ended?.t ?? lease.untilMs;
    if (endMs > dueMs) {
      say(
        'on-stop',
        event,
        `${at(event)} the lease of ${stop.by} lasts until ${endMs}; it was stopped at ${stop.call.t}.`,
        { expected: 'release' },
      );
    }
  }
  for (const { ended, endedBy, by } of leases) {
    if (ended !== undefined && by === stop.by && endedBy === by && ended.t >= stop.call.t) {
      say('on-stop', ended, `${at(ended)} ${by}, which was stopped at ${stop.call.t}, removes its lease.`, {
        expected: 'keep',
      });
    }
  }
}
