/**
 * What must hold. Both contracts leave no freedom in an answer, so rules compare answers with the reference's; each
 * judges traffic that holds one situation, and builds (`after`) on the rules about simpler traffic, so that a mistake is
 * told by the one rule that it breaks. Together they leave nothing out: any wrong answer in any traffic fails one.
 */
import {
  costClass,
  createAlignedWindowLimiter,
  createFixedWindowLimiter,
  createSlidingCounterLimiter,
  createSlidingLogLimiter,
  createUserAndIpLimiter,
  differential,
  formatCall,
  formatEnd,
  heldWindow,
  invariant,
  memoryBound,
  type Call,
  type Divergence,
  type Facts,
  type Rule,
  type RulesModule,
  type Run,
} from 'drydock';
import type { Traffic } from './scenarios';

/** One key, one limit. */
const ONE_LIMIT = ['fixed-window', 'sliding-log', 'sliding-counter', 'bounded-keys'];
const SHARP = ['fixed-window', 'sliding-log', 'bounded-keys'];
const FIXED = ['fixed-window', 'bounded-keys'];

/** What an interviewer may have answered. */
const isAligned = ({ windowStart }: Facts): boolean => windowStart === 'aligned';
const countsRefused = ({ refused }: Facts): boolean => refused === 'counted';

export const reference: RulesModule['reference'] = {
  'fixed-window': (facts) => ({
    createLimiter: isAligned(facts) ? createAlignedWindowLimiter : createFixedWindowLimiter,
  }),
  'sliding-log': (facts) => ({
    createLimiter: (options: { limit: number; windowMs: number }) =>
      createSlidingLogLimiter({ ...options, countsRefused: countsRefused(facts) }),
  }),
  'sliding-counter': { createLimiter: createSlidingCounterLimiter },
  'bounded-keys': { createLimiter: createFixedWindowLimiter },
  'user-and-ip': { createLimiter: createUserAndIpLimiter },
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

function answers({ scenario, rungs = ONE_LIMIT, ...options }: AnswersOptions): Rule {
  return differential({ ...options, rungs, scenarios: [scenario], op: 'allow', because: explained, causes: ofSameKey });
}

const BASICS = ['answers-true-or-false', 'admits-up-to-limit', 'refuses-over-limit'];
const ONE_KEY = [...BASICS, 'only-nowms-is-time', 'quiet-key-starts-afresh'];
const REFUSALS = [...ONE_KEY, 'refusals-change-nothing', 'refusals-count-too', 'refused-requests-weigh-nothing'];
const EDGES = [
  ...REFUSALS,
  'window-end-is-open',
  'edge-is-one-window-old',
  'window-opens-at-first-request',
  'windows-are-aligned',
  'window-slides',
  'weighs-the-window-before',
];

const wrongType: Rule = invariant({
  id: 'answers-true-or-false',
  rungs: [...ONE_LIMIT, 'user-and-ip'],
  scenarios: [
    ...['one-window', 'other-clocks', 'quiet-key', 'window-edge', 'any-start', 'refusals', 'same-instant', 'from-zero'],
    ...['many-keys', 'any-key', 'two-limiters', 'large-times', 'weighted', 'exact-weights', 'late-windows'],
    ...[
      'one-person',
      'one-address',
      'signed-out',
      'refused-by-one',
      'refusal-and-windows',
      'edges-of-both',
      'same-names',
    ],
    'two-of-them',
  ],
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
    rungs: SHARP,
    scenario: 'refusals',
    sentence: 'A refused request changes nothing: it neither counts nor keeps a window open.',
    situation: 'a request admitted after refused ones',
    after: ONE_KEY,
    under: (facts) => !countsRefused(facts),
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'refusals-count-too',
    rungs: ['sliding-log'],
    scenario: 'refusals',
    sentence: 'A refused request counts as an admitted one does: whoever keeps asking stays out.',
    situation: 'a request refused because of refused ones',
    after: ONE_KEY,
    under: countsRefused,
    mustHit: (calls) => calls.some(refused),
  }),
  answers({
    id: 'window-end-is-open',
    rungs: FIXED,
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
    rungs: FIXED,
    under: (facts) => !isAligned(facts),
    scenario: 'any-start',
    sentence: "A key's window opens at its own first request, wherever that falls, and is windowMs long from there.",
    situation: 'a second window that opened late',
    after: REFUSALS,
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'windows-are-aligned',
    rungs: ['fixed-window'],
    scenario: 'any-start',
    sentence: 'Windows stand at multiples of windowMs, the same for every key, wherever its first request falls.',
    situation: 'requests in two windows of the clock',
    after: REFUSALS,
    under: isAligned,
    mustHit: (calls) => calls.filter(admitted).length > 1,
  }),
  answers({
    id: 'weighs-the-window-before',
    rungs: ['sliding-counter'],
    scenario: 'weighted',
    sentence:
      'The window before counts by the part of it that the last windowMs still cover; windows stand at multiples of windowMs.',
    situation: 'a request refused because of the window before',
    shown: true,
    after: ONE_KEY,
    mustHit: (calls) => calls.some(refused) && calls.some(admitted),
  }),
  answers({
    id: 'refused-requests-weigh-nothing',
    rungs: ['sliding-counter'],
    scenario: 'refusals',
    sentence: 'A refused request changes nothing: it weighs neither in its window nor in the next.',
    situation: 'a request admitted after refused ones',
    after: [...ONE_KEY, 'weighs-the-window-before'],
    mustHit: (calls) => calls.some((call, index) => index > 0 && admitted(call) && calls.slice(0, index).some(refused)),
  }),
  answers({
    id: 'counts-by-the-clock',
    rungs: ['sliding-counter'],
    scenario: 'any-start',
    sentence: "Windows stand at multiples of windowMs, the same for every key, wherever a key's first request falls.",
    situation: 'requests in several windows of the clock',
    after: [...REFUSALS, 'weighs-the-window-before'],
    mustHit: (calls) => calls.filter(admitted).length > 1,
  }),
  answers({
    id: 'weights-are-exact',
    rungs: ['sliding-counter'],
    scenario: 'exact-weights',
    sentence:
      'The comparison is exact: a weighed count that equals the limit is full, whatever the length of the window.',
    situation: 'a weighed count of exactly the limit',
    after: [...REFUSALS, 'weighs-the-window-before', 'counts-by-the-clock'],
    mustHit: (calls) => calls.some(refused),
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
    rungs: SHARP,
    scenario: 'large-times',
    sentence: 'Times and windows are exact to the millisecond, up to 2^52.',
    situation: 'a full window at a large time',
    after: [...EDGES, 'time-may-begin-at-zero'],
    mustHit: (calls) => calls.some(refused),
  }),
  answers({
    id: 'late-times-are-exact',
    rungs: ['sliding-counter'],
    scenario: 'late-windows',
    sentence: 'Times up to 2^52 and windows up to 1e9 ms are exact.',
    situation: 'a refused request at a large time',
    after: [...EDGES, 'weights-are-exact', 'time-may-begin-at-zero'],
    mustHit: (calls) => calls.some(refused),
  }),
  memoryBound({
    id: 'forgets-what-has-ended',
    rungs: ['bounded-keys'],
    scenarios: ['many-gone'],
    sentence: 'After any call at most 2 · live + 64 entries are held, live being the keys whose window has not ended.',
    shown: true,
    after: BASICS,
    bound: (live) => 2 * live + 64,
    what: 'entries',
  }),
  costClass({
    id: 'a-call-takes-constant-time',
    rungs: ['bounded-keys'],
    scenarios: ['cost-of-a-call'],
    sentence: 'A call takes O(1) steps on average, however many keys there are.',
    after: BASICS,
    op: 'allow',
    size: 'keys',
    expected: 'O(1)',
  }),
  costClass({
    id: 'cost-of-a-call',
    rungs: ['fixed-window', 'sliding-log', 'sliding-counter'],
    scenarios: ['cost-of-a-call'],
    sentence: 'What a call costs is shown in Review.',
    after: BASICS,
    op: 'allow',
    size: 'keys',
    expected: 'O(1)',
    judged: false,
  }),
  ...userAndIpRules(),
];

// Two limits at once.

function userAndIpRules(): readonly Rule[] {
  const rule = (
    options: Pick<Rule, 'id' | 'sentence' | 'situation' | 'shown' | 'after'> & {
      readonly scenario: string;
      readonly mustHit?: (calls: readonly Call[]) => boolean;
    },
  ): Rule => {
    const { scenario, mustHit = (calls: readonly Call[]) => calls.some(refused), ...head } = options;
    return differential({
      ...head,
      rungs: ['user-and-ip'],
      scenarios: [scenario],
      op: 'allow',
      mustHit,
      because: ({ call, reference: expected }) =>
        `${formatCall(call)} ${formatEnd(call.end)}; the contract ${admitted(expected) ? 'admits it: user and address both have room' : 'refuses it: the user or the address is full'}.`,
      causes: ({ call, before }) => before.filter((one) => shares(one, call)),
    });
  };
  const basics = ['answers-true-or-false'];
  const single = [...basics, 'user-limit-holds', 'ip-limit-holds', 'signed-out-has-the-address-alone'];
  return [
    rule({
      id: 'user-limit-holds',
      scenario: 'one-person',
      sentence: "A user's window admits `user.limit` requests, from whatever addresses they come.",
      situation: 'a user over the limit',
      shown: true,
      after: basics,
    }),
    rule({
      id: 'ip-limit-holds',
      scenario: 'one-address',
      sentence: "An address's window admits `ip.limit` requests, whoever makes them.",
      situation: 'an address over the limit',
      shown: true,
      after: basics,
    }),
    rule({
      id: 'signed-out-has-the-address-alone',
      scenario: 'signed-out',
      sentence: 'Without a user only the address counts: those who are not signed in share no limit.',
      situation: 'an address over its limit without a user',
      after: basics,
    }),
    rule({
      id: 'refused-by-one-costs-the-other-nothing',
      scenario: 'refused-by-one',
      sentence: 'A request that one of the two refuses counts in neither.',
      situation: 'a request refused by one of the two',
      shown: true,
      after: single,
    }),
    rule({
      id: 'ends-of-both-are-open',
      scenario: 'edges-of-both',
      sentence: 'Both windows end before start + windowMs: a request at exactly that time opens the next one.',
      situation: 'a request exactly at the end of a full window',
      after: single,
      mustHit: (calls) => calls.filter(admitted).length > 1,
    }),
    rule({
      id: 'each-has-windows-of-its-own',
      scenario: 'refusal-and-windows',
      sentence: 'Users and addresses have windows of their own lengths, and a refused request opens none.',
      situation: 'requests refused in windows of two lengths',
      after: [...single, 'refused-by-one-costs-the-other-nothing', 'ends-of-both-are-open'],
    }),
    rule({
      id: 'names-are-of-two-kinds',
      scenario: 'same-names',
      sentence: "A user and an address of one name are two, and any string is a name: '', 'null', '__proto__'.",
      situation: 'users and addresses of one name',
      after: [...single, 'refused-by-one-costs-the-other-nothing'],
    }),
    rule({
      id: 'limiters-share-nothing',
      scenario: 'two-of-them',
      sentence: 'Two limiters share nothing.',
      situation: 'one user at two limiters',
      after: [...single, 'refused-by-one-costs-the-other-nothing'],
    }),
  ];
}

/** Whether two calls have the user or the address in common. */
function shares(a: Call, b: Call): boolean {
  const [one, other] = [a, b].map(({ args }) => args[0] as { user: string | null; ip: string });
  return one?.ip === other?.ip || (one?.user !== null && one?.user === other?.user);
}
