/**
 * What must hold. Both contracts leave no freedom in an answer, so rules compare answers with the reference's; each
 * judges traffic that holds one situation, and builds (`after`) on the rules about simpler traffic, so that a mistake is
 * told by the one rule that it breaks. Together they leave nothing out: any wrong answer in any traffic fails one.
 */
import {
  createFixedWindowLimiter,
  createSlidingLogLimiter,
  differential,
  formatCall,
  formatEnd,
  heldWindow,
  invariant,
  type Call,
  type Divergence,
  type Rule,
  type RulesModule,
  type Run,
} from 'drydock';
import type { Traffic } from './scenarios';

const BOTH = ['fixed-window', 'sliding-log'];

export const reference: RulesModule['reference'] = {
  'fixed-window': { createLimiter: createFixedWindowLimiter },
  'sliding-log': { createLimiter: createSlidingLogLimiter },
};

const admitted = ({ end }: Call): boolean => end.kind === 'return' && end.value === true;
const refused = ({ end }: Call): boolean => end.kind === 'return' && end.value === false;
const keyOf = ({ args }: Call): string => String(args[0]);
const timeOf = ({ args }: Call): number => Number(args[1]);

/** The limiter, key and time of a run's requests, in step with its `allow` calls. */
function requestsOf(run: Run): Traffic['requests'] {
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
  const earlier = before.filter((one, index) => {
    return admitted(one) && requests[index]?.limiter === request.limiter && requests[index]?.key === request.key;
  });
  const kind = run.rung === 'fixed-window' ? 'fixed' : 'sliding';
  const { fromMs, toMs, held } = heldWindow(kind, options.windowMs, earlier.map(timeOf), request.nowMs);
  const window = kind === 'fixed' ? `[${fromMs}, ${toMs})` : `(${fromMs}, ${toMs}]`;
  const verdict = held.length < options.limit ? 'admits' : 'refuses';
  const which = limiters.length > 1 ? ` by limiter ${request.limiter + 1}` : '';
  return `${answered}. Of this key, ${held.length} of ${options.limit} ${held.length === 1 ? 'was' : 'were'} admitted${which} in ${window}, so the contract ${verdict} it.`;
}

/** The earlier requests of the same key and limiter, which the answer rests on. */
function ofSameKey({ run, before }: Divergence): readonly Call[] {
  const requests = requestsOf(run);
  const request = requests[before.length];
  return before.filter((_, index) => {
    return requests[index]?.limiter === request?.limiter && requests[index]?.key === request?.key;
  });
}

type AnswersOptions = Pick<Rule, 'id' | 'sentence' | 'situation' | 'shown' | 'after'> & {
  readonly rungs?: readonly string[];
  readonly scenario: string;
  readonly mustHit: (calls: readonly Call[], run: Run) => boolean;
  readonly when?: (divergence: Divergence) => boolean;
};

function answers({ scenario, rungs = BOTH, ...options }: AnswersOptions): Rule {
  return differential({ ...options, rungs, scenarios: [scenario], op: 'allow', because: explained, causes: ofSameKey });
}

const BASICS = ['answers-true-or-false', 'admits-up-to-limit', 'refuses-over-limit'];
const ONE_KEY = [...BASICS, 'only-nowms-is-time', 'quiet-key-starts-afresh'];
const REFUSALS = [...ONE_KEY, 'refusals-change-nothing'];
const EDGES = [
  ...REFUSALS,
  'window-end-is-open',
  'edge-is-one-window-old',
  'window-opens-at-first-request',
  'window-slides',
];

const wrongType: Rule = invariant({
  id: 'answers-true-or-false',
  rungs: BOTH,
  scenarios: ['one-window', 'other-clocks', 'quiet-key', 'window-edge', 'any-start', 'refusals', 'same-instant'].concat(
    ['from-zero', 'many-keys', 'any-key', 'two-limiters', 'large-times'],
  ),
  sentence: 'allow answers true or false, for every key and every time, and never throws.',
  shown: true,
  broken(call) {
    const { end } = call;
    if (call.op === 'createLimiter') {
      if (end.kind === 'return' && typeof end.value === 'object' && end.value !== null) return undefined;
      return `${formatCall(call)} ${formatEnd(end)}; the contract says an object with a method allow. Did you forget a return?`;
    }
    if (end.kind === 'return' && typeof end.value === 'boolean') return undefined;
    const hint = end.kind === 'return' && end.value === undefined ? ' Did you forget a return?' : '';
    return `${formatCall(call)} ${formatEnd(end)}; the contract says boolean.${hint}`;
  },
});

/** Whether some request of a key comes exactly one window after an admitted one, in a window that was full. */
function hasFullEdge(calls: readonly Call[], run: Run): boolean {
  const { limiters } = run.input as Traffic;
  const [options] = limiters;
  if (options === undefined) return false;
  return calls.some((call, index) => {
    const earlier = calls.slice(0, index);
    const inWindow = earlier.filter((one) => admitted(one) && timeOf(call) - timeOf(one) <= options.windowMs);
    return inWindow.length >= options.limit && inWindow.some((one) => timeOf(call) - timeOf(one) === options.windowMs);
  });
}

export const rules: readonly Rule[] = [
  wrongType,
  answers({
    id: 'admits-up-to-limit',
    scenario: 'one-window',
    sentence: 'Within one window, the first `limit` requests of a key are admitted.',
    situation: 'an admitted request',
    shown: true,
    after: ['answers-true-or-false'],
    mustHit: (calls) => calls.some(admitted),
    when: ({ reference: expected }) => admitted(expected),
  }),
  answers({
    id: 'refuses-over-limit',
    scenario: 'one-window',
    sentence: 'Within one window, every request of a key after the first `limit` is refused.',
    situation: 'a request over the limit',
    shown: true,
    after: ['answers-true-or-false'],
    mustHit: (calls) => calls.some(refused),
    when: ({ reference: expected }) => refused(expected),
  }),
  answers({
    id: 'only-nowms-is-time',
    scenario: 'other-clocks',
    sentence: 'Only nowMs tells the time: timers and Date.now() change no answer.',
    situation: 'a full window while other clocks went on',
    after: BASICS,
    mustHit: (calls, run) => calls.some(refused) && requestsOf(run).some(({ waitMs }) => waitMs !== 0),
  }),
  answers({
    id: 'quiet-key-starts-afresh',
    scenario: 'quiet-key',
    sentence: 'A key that was quiet for longer than a window has its whole limit again, once.',
    situation: 'a full window after a long silence',
    after: [...BASICS, 'only-nowms-is-time'],
    mustHit: (calls) => calls.filter(admitted).length > 1 && calls.some(refused),
  }),
  answers({
    id: 'refusals-change-nothing',
    scenario: 'refusals',
    sentence: 'A refused request changes nothing: it neither counts nor keeps a window open.',
    situation: 'a request admitted after refused ones',
    after: ONE_KEY,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'window-end-is-open',
    rungs: ['fixed-window'],
    scenario: 'window-edge',
    sentence: 'A window ends before start + windowMs: a request at exactly that time opens the next one.',
    situation: 'a request exactly at the end of a full window',
    shown: true,
    after: REFUSALS,
    mustHit: hasFullEdge,
  }),
  answers({
    id: 'edge-is-one-window-old',
    rungs: ['sliding-log'],
    scenario: 'window-edge',
    sentence: 'An admitted request stops counting exactly windowMs later, and not a millisecond sooner.',
    situation: 'a request exactly one window after an admitted one, with the window full',
    shown: true,
    after: REFUSALS,
    mustHit: hasFullEdge,
  }),
  answers({
    id: 'window-opens-at-first-request',
    rungs: ['fixed-window'],
    scenario: 'any-start',
    sentence: "A key's window opens at its own first request, wherever that falls, and is windowMs long from there.",
    situation: 'a second window that opened late',
    after: REFUSALS,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'window-slides',
    rungs: ['sliding-log'],
    scenario: 'any-start',
    sentence: 'Each admitted request leaves the window on its own, windowMs after it came; the others stay.',
    situation: 'a request admitted after one was refused',
    after: ONE_KEY,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'same-instant-counts-each',
    scenario: 'same-instant',
    sentence: 'Requests of one millisecond are as many requests: each is counted by itself.',
    situation: 'several requests of one key in one millisecond, some of them refused',
    after: EDGES,
    mustHit: (calls) => calls.some(refused),
  }),
  answers({
    id: 'time-may-begin-at-zero',
    scenario: 'from-zero',
    sentence: 'A request at nowMs = 0 is like any other.',
    situation: 'a full window that began at 0',
    after: EDGES,
    mustHit: (calls) => calls.some((call) => timeOf(call) === 0) && calls.some(refused),
  }),
  answers({
    id: 'keys-are-independent',
    scenario: 'many-keys',
    sentence: "Another key's requests change nothing for a key.",
    situation: 'several keys, one of them over its limit',
    after: EDGES,
    mustHit: (calls) => new Set(calls.map(keyOf)).size > 1 && calls.some(refused),
  }),
  answers({
    id: 'any-string-is-a-key',
    scenario: 'any-key',
    sentence: "Every string is a key of its own: '', '__proto__', and 'a' beside 'A'.",
    situation: 'keys that are easily confused, one of them over its limit',
    after: EDGES,
    mustHit: (calls) => new Set(calls.map(keyOf)).size > 1 && calls.some(refused),
  }),
  answers({
    id: 'limiters-are-independent',
    scenario: 'two-limiters',
    sentence: 'Two limiters share nothing: neither counts, nor windows, nor options.',
    situation: 'one key at two limiters, over its limit at one of them',
    after: EDGES,
    mustHit: (calls, run) => calls.some(refused) && new Set(requestsOf(run).map(({ limiter }) => limiter)).size > 1,
  }),
  answers({
    id: 'large-times-are-exact',
    scenario: 'large-times',
    sentence: 'Times and windows are exact to the millisecond, up to 2^52.',
    situation: 'a full window at a large time',
    after: [...EDGES, 'time-may-begin-at-zero'],
    mustHit: (calls) => calls.some(refused),
  }),
];
