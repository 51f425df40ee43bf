/** A rule that holds each answer against the reference's, and says what the window held. */
import {
  type Call,
  type Divergence,
  type Rule,
  type Run,
  differential,
  formatCall,
  formatEnd,
  heldWindow,
} from 'drydock';
import type { Traffic } from '../scenarios/traffic';
import { ONE_LIMIT, countsRefused, isAligned } from './facts';

export const admitted = ({ end }: Call): boolean => end.kind === 'return' && end.value === true;

export const refused = ({ end }: Call): boolean => end.kind === 'return' && end.value === false;

export const keyOf = ({ args }: Call): string => String(args[0]);

export const timeOf = ({ args }: Call): number => Number(args[1]);

/** The limiter, key and time of a run's requests, in step with its `allow` calls. */
export function requestsOf(run: Run): Traffic['requests'] {
  return (run.input as Traffic).requests;
}

/** `allow("a", 1000) returned false. 1 of 3 is used in [0, 1000): the contract admits it.` */
function explained({ run, call, before }: Divergence): string {
  const { limiters } = run.input as Traffic;
  const requests = requestsOf(run);
  const request = requests[before.length];
  const options = request && limiters[request.limiter];
  const answered = `${formatCall(call)} ${formatEnd(call.end)}`;
  if (request === undefined || options === undefined) return `${answered}.`;
  const isLog = run.rung === 'sliding-log';
  const earlier = before.filter((one, index) => {
    const isCounted = admitted(one) || (isLog && countsRefused(run.facts));
    return isCounted && requests[index]?.limiter === request.limiter && requests[index]?.key === request.key;
  });
  const which = limiters.length > 1 ? ` by limiter ${request.limiter + 1}` : '';
  if (run.rung === 'sliding-counter') return `${answered}. ${weighing(options, earlier.map(timeOf), request.nowMs)}`;
  const kind = isLog ? 'sliding' : isAligned(run.facts) && run.rung === 'fixed-window' ? 'aligned' : 'fixed';
  const { fromMs, toMs, held } = heldWindow(kind, options.windowMs, earlier.map(timeOf), request.nowMs);
  const window = isLog ? `(${fromMs}, ${toMs}]` : `[${fromMs}, ${toMs})`;
  const verdict = held.length < options.limit ? 'admits' : 'refuses';
  const counted = isLog && countsRefused(run.facts) ? 'made' : 'admitted';
  return `${answered}. Of this key, ${held.length} of ${options.limit} ${held.length === 1 ? 'was' : 'were'} ${counted}${which} in ${window}, so the contract ${verdict} it.`;
}

/** `Of this key, 3 were admitted in [0, 1000) and 1 since 1000: 3 · 800 + 1 · 1000 = 3400, not below 3 · 1000 = 3000, ...` */
function weighing(
  { limit, windowMs }: { limit: number; windowMs: number },
  times: readonly number[],
  nowMs: number,
): string {
  const fromMs = nowMs - (nowMs % windowMs);
  const current = times.filter((atMs) => atMs >= fromMs).length;
  const previous = times.filter((atMs) => atMs >= fromMs - windowMs && atMs < fromMs).length;
  const rest = windowMs - (nowMs % windowMs);
  const weighed = previous * rest + current * windowMs;
  const [sign, verdict] = weighed < limit * windowMs ? ['below', 'admits'] : ['not below', 'refuses'];
  return `Of this key, ${previous} were admitted in [${fromMs - windowMs}, ${fromMs}) and ${current} since ${fromMs}: ${previous} · ${rest} + ${current} · ${windowMs} = ${weighed}, ${sign} ${limit} · ${windowMs} = ${limit * windowMs}, so the contract ${verdict} it.`;
}

/** The earlier requests of the same key and limiter, which the answer rests on. */
function ofSameKey({ run, before }: Divergence): readonly Call[] {
  const requests = requestsOf(run);
  const request = requests[before.length];
  return before.filter((_, index) => {
    return requests[index]?.limiter === request?.limiter && requests[index]?.key === request?.key;
  });
}

type AnswersOptions = Pick<Rule, 'id' | 'sentence' | 'situation' | 'shown' | 'after' | 'under'> & {
  readonly rungs?: readonly string[];
  readonly scenario: string;
  readonly mustHit: (calls: readonly Call[], run: Run) => boolean;
  readonly when?: (divergence: Divergence) => boolean;
};

export function answers({ scenario, rungs = ONE_LIMIT, ...options }: AnswersOptions): Rule {
  return differential({ ...options, rungs, scenarios: [scenario], op: 'allow', because: explained, causes: ofSameKey });
}

export const BASICS = ['answers-true-or-false', 'admits-up-to-limit', 'refuses-over-limit'];

export const ONE_KEY = [...BASICS, 'only-nowms-is-time', 'quiet-key-starts-afresh'];

export const REFUSALS = [...ONE_KEY, 'refusals-change-nothing', 'refusals-count-too', 'refused-requests-weigh-nothing'];

export const EDGES = [
  ...REFUSALS,
  'window-end-is-open',
  'edge-is-one-window-old',
  'window-opens-at-first-request',
  'windows-are-aligned',
  'window-slides',
  'weighs-the-window-before',
];

/** Whether some request of a key comes exactly one window after an admitted one, in a window that was full. */
export function hasFullEdge(calls: readonly Call[], run: Run): boolean {
  const { limiters } = run.input as Traffic;
  const [options] = limiters;
  if (options === undefined) return false;
  return calls.some((call, index) => {
    const earlier = calls.slice(0, index);
    const inWindow = earlier.filter((one) => admitted(one) && timeOf(call) - timeOf(one) <= options.windowMs);
    return inWindow.length >= options.limit && inWindow.some((one) => timeOf(call) - timeOf(one) === options.windowMs);
  });
}
