/** Calls one after another: held against the reference, answer by answer. */
import {
  type Call,
  type Data,
  type Finding,
  type Rule,
  type Run,
  answerOf,
  callsOf,
  formatCall,
  formatData,
  formatEnd,
  sameData,
} from 'drydock';
import type { Traffic } from '../scenarios/traffic';
import { SYNC } from './facts';

/** Where the answers of a run leave the reference's for the first time. */
interface Divergence {
  readonly call: Call;
  readonly expected: Call;
  readonly index: number;
}

interface AnswersOptions extends Omit<Rule, 'check' | 'scenarios'> {
  readonly scenario: string;
  /** Whether the situation occurred, by the reference's calls. */
  readonly hit: (calls: readonly Call[], run: Run) => boolean;
  /** Whether a divergence is this rule's to tell. Default: all. */
  readonly when?: (divergence: Divergence) => boolean;
}

export function answers({ scenario, hit, when = () => true, ...head }: AnswersOptions): Rule {
  return {
    ...head,
    scenarios: [scenario],
    check(run): Finding {
      const made = callsOf(run.trace, 'createCache').find(({ end }) => !isInstance(end));
      if (made !== undefined) return { verdict: 'fail', at: made.seq, because: notMade(made) };
      const mine = actsOf(callsOf(run.trace));
      const theirs = actsOf(callsOf(run.reference));
      for (const [index, expected] of theirs.entries()) {
        const call = mine[index];
        if (call === undefined || call.op !== expected.op || !sameData(call.args, expected.args)) {
          const because =
            'The calls of this case are fixed, and others were made: leave built-ins of JavaScript as they are.';
          return { verdict: 'fail', at: call?.seq ?? Math.max(0, run.trace.length - 1), because };
        }
        if (isSame(call, expected)) continue;
        const divergence = { call, expected, index };
        if (!when(divergence)) return { verdict: 'unknown' };
        const { end } = call;
        return {
          verdict: 'fail',
          at: end.kind === 'none' ? call.seq : end.seq,
          because: explained(run, divergence, mine),
          causes: causesOf(run, divergence, mine),
          expected: expected.op === 'set' ? undefined : answerOf(expected.end),
          actual: answerOf(end),
        };
      }
      return { verdict: hit(theirs, run) ? 'pass' : 'unknown' };
    },
  };
}

function actsOf(calls: readonly Call[]): readonly Call[] {
  return calls.filter(({ op }) => op !== 'createCache');
}

export function isInstance(end: Call['end']): boolean {
  return end.kind === 'return' && typeof end.value === 'object' && end.value !== null;
}

function notMade(call: Call): string {
  return `${formatCall(call)} ${formatEnd(call.end)}; the contract says an object with get, set and delete. Did you forget a return?`;
}

/** What `set` returns is nobody's concern. */
function isSame(call: Call, expected: Call): boolean {
  if (call.end.kind !== 'return' || expected.end.kind !== 'return') return call.end.kind === expected.end.kind;
  return call.op === 'set' || sameData(call.end.value, expected.end.value);
}

/** `get("a") at t = 100 returned "one". "a" was set at t = 0 for 100 ms, so the contract says undefined.` */
function explained(run: Run, { call, expected, index }: Divergence, calls: readonly Call[]): string {
  const { caches, acts } = run.input as Traffic;
  const at = acts[index]?.cache ?? 0;
  const { ttlMs, capacity } = caches[at] ?? {};
  const which = caches.length > 1 ? ` of cache ${at + 1}` : '';
  const told = `${formatCall(call)}${which}${ttlMs === undefined ? '' : ` at t = ${call.t}`} ${formatEnd(call.end)}`;
  if (call.op === 'set') return `${told}; it must not fail.`;
  const key = call.args[0];
  const before = calls
    .slice(0, index)
    .filter((one, earlier) => one.args[0] === key && (acts[earlier]?.cache ?? 0) === at);
  const last = before.findLast(({ op }) => op !== 'get');
  const since =
    last === undefined
      ? `${formatData(key)} was never set`
      : last.op === 'delete'
        ? `${formatData(key)} was deleted`
        : `${formatData(key)} was set to ${formatData(last.args[1])}${ttlMs === undefined ? '' : ` at t = ${last.t} for ${ttlMs} ms`}`;
  const places = capacity === undefined || capacity >= 50 ? '' : ` in a cache for ${capacity}`;
  return `${told}. ${since}${places}; expected ${formatData(answerOf(expected.end))}.`;
}

function causesOf(run: Run, { call, index }: Divergence, calls: readonly Call[]): readonly number[] {
  const { acts } = run.input as Traffic;
  const at = acts[index]?.cache ?? 0;
  const last = calls
    .slice(0, index)
    .findLast((one, earlier) => one.op !== 'get' && one.args[0] === call.args[0] && (acts[earlier]?.cache ?? 0) === at);
  return last === undefined ? [] : [last.seq];
}

export const valueOf = ({ end }: Call): Data => (end.kind === 'return' ? end.value : undefined);

export const isHit = (call: Call): boolean => call.op === 'get' && valueOf(call) !== undefined;

const isMiss = (call: Call): boolean => call.op === 'get' && valueOf(call) === undefined;

export const hasHit = (calls: readonly Call[]): boolean => calls.some(isHit);

export const hasMiss = (calls: readonly Call[]): boolean => calls.some(isMiss);

/** Whether a get finds nothing under a key that was set before. */
export const hasLost = (calls: readonly Call[]): boolean =>
  calls.some(
    (call, index) =>
      isMiss(call) && calls.slice(0, index).some((one) => one.op === 'set' && one.args[0] === call.args[0]),
  );

export const FIRST = ['get-answers-what-was-set'];

export const BASICS = [...FIRST, 'missing-is-undefined', 'set-replaces', 'delete-takes-away', 'delete-says-whether'];

export const TIMES = [
  ...BASICS,
  'live-until-its-end',
  'gone-after-its-time',
  'end-is-open',
  'gets-do-not-extend',
  'gets-extend',
  'set-starts-the-time-again',
  'expired-is-not-deleted',
];

export const PLACES = [
  ...TIMES,
  'holds-capacity-entries',
  'a-miss-takes-no-place',
  'never-more-than-capacity',
  'oldest-goes-first',
];

export const sameValues = answers({
  id: 'same-values',
  rungs: SYNC,
  scenario: 'object-values',
  sentence: '',
  hit: hasHit,
});
