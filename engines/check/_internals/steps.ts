import type { Step, Trace, TraceEvent } from '../types';
import { callsOf, formatCall, formatData, type Call } from './calls';
import { formatEnd } from './rules';

/** More than anybody reads; a run of measured costs has thousands. */
const MAX_STEPS = 500;

/**
 * A run as numbered steps in plain words: a call that ended before anything else happened is one step, one that waited is
 * two. Other events stand as what happened to the node. Steps beyond 500 are left out, those up to `at` never.
 *
 * @param at `seq` of an event that must be among them
 */
export function stepsOf(trace: Trace, at = 0): readonly Step[] {
  const calls = new Map(callsOf(trace).map((call) => [call.seq, call] as const));
  const ends = new Map<number, Call>();
  for (const call of calls.values()) if ('seq' in call.end) ends.set(call.end.seq, call);
  const hasNodes = new Set(trace.map(({ node }) => node)).size > 1;
  const steps: Step[] = [];
  for (const event of trace) {
    if (steps.length >= MAX_STEPS && event.seq > at) break;
    const text = textOf(event, calls.get(event.seq), ends.get(event.seq));
    if (text === undefined) continue;
    steps.push({ seq: event.seq, t: event.t, text: hasNodes ? `${event.node}: ${text}` : text });
  }
  return steps;
}

function textOf(event: TraceEvent, call: Call | undefined, ended: Call | undefined): string | undefined {
  if (call !== undefined) {
    if (endsAtOnce(call)) return undefined;
    const never = call.end.kind === 'none' ? ', and never ends' : '';
    return `${formatCall(call)} is called${never}`;
  }
  if (ended !== undefined) {
    const waited = endsAtOnce(ended) ? '' : `, called at ${ended.t} ms,`;
    return `${formatCall(ended)}${waited} ${formatEnd(ended.end)}`;
  }
  if (QUIET.includes(event.kind)) return undefined;
  const what = event.kind === 'mark' ? (event.op ?? 'mark') : [event.kind, event.op].filter(Boolean).join(' ');
  return event.data === undefined ? what : `${what}: ${formatData(event.data)}`;
}

/** Bookkeeping of the simulator, and what stands in the console. */
const QUIET: readonly string[] = ['timer-set', 'timer-fire', 'timer-clear', 'console', 'measure', 'return', 'halt'];

/** Nothing stands between the call and its end, so that one step tells both. */
function endsAtOnce({ seq, end }: Call): boolean {
  return 'seq' in end && end.seq === seq + 1;
}
