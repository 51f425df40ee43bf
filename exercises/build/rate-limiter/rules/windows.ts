/** Rules of one key and its windows. */
import { type Rule, formatCall, formatEnd, invariant } from 'drydock';
import { BASICS, ONE_KEY, admitted, answers, refused, requestsOf } from './answers';
import { ONE_LIMIT, SHARP, countsRefused } from './facts';

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

/** One key within its windows. */
export const windowRules: readonly Rule[] = [
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
];
