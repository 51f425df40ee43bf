/** Of what leaders write, nothing is taken that is old. */
import type { Rule } from 'drydock';
import type { History } from './history';
import { FENCED, hasLed, rule } from './rule';

export const writeRules: readonly Rule[] = [
  rule({
    id: 'the-leader-writes',
    rungs: FENCED,
    scenarios: ['a-write'],
    kinds: ['not-written', 'token'],
    sentence: 'guarded() of the leader calls write with a token, a whole number ≥ 1, and fulfils when it is done.',
    shown: true,
    situation: 'a write of a leader',
    mustHit: ({ calls }) => calls.some((call) => call.op === 'guarded' && call.held),
    after: ['answers-as-promised', 'somebody-leads'],
  }),
  rule({
    id: 'only-the-leader-writes',
    rungs: FENCED,
    scenarios: ['a-write-by-another', 'a-pause-before-a-write'],
    kinds: ['outsider'],
    sentence: 'guarded() of a node that does not lead when it is called does not write.',
    situation: 'a write of a node that does not lead',
    mustHit: ({ calls }) => calls.some((call) => call.op === 'guarded' && !call.held),
    after: ['answers-as-promised', 'somebody-leads', 'the-leader-writes'],
  }),
  rule({
    id: 'an-outsider-is-not-told-done',
    rungs: FENCED,
    scenarios: ['a-write-by-another'],
    kinds: ['nothing-done'],
    sentence: 'guarded() that has not called write never fulfils, unless with false.',
    situation: 'a write of a node that does not lead',
    mustHit: ({ calls }) => calls.some((call) => call.op === 'guarded' && !call.held),
    after: ['answers-as-promised', 'only-the-leader-writes'],
  }),
  rule({
    id: 'outsiders-are-rejected',
    rungs: FENCED,
    scenarios: ['a-write-by-another'],
    under: ({ notLeading }) => notLeading === 'reject',
    kinds: ['outsider-answer'],
    sentence: 'guarded() of a node that does not lead rejects.',
    after: ['answers-as-promised', 'only-the-leader-writes'],
  }),
  rule({
    id: 'outsiders-are-told-false',
    rungs: FENCED,
    scenarios: ['a-write-by-another'],
    under: ({ notLeading }) => notLeading === 'answer',
    kinds: ['outsider-answer'],
    sentence: 'guarded() of a node that does not lead fulfils with false.',
    after: ['answers-as-promised', 'only-the-leader-writes'],
  }),
  rule({
    id: 'no-token-is-used-twice',
    rungs: FENCED,
    scenarios: ['leaders-one-after-another'],
    kinds: ['shared-token'],
    sentence: 'Two leaderships never write with the same token.',
    situation: 'writes of two leaders',
    mustHit: wroteTwo,
    after: ['answers-as-promised', 'the-leader-writes'],
  }),
  rule({
    id: 'tokens-rise',
    rungs: FENCED,
    scenarios: ['leaders-one-after-another'],
    kinds: ['token-order', 'token'],
    sentence: 'The token of a leadership is greater than those of all before it: the resource takes its writes.',
    situation: 'writes of two leaders',
    mustHit: wroteTwo,
    after: ['answers-as-promised', 'the-leader-writes', 'no-token-is-used-twice'],
  }),
  rule({
    id: 'a-refused-write-is-not-done',
    rungs: FENCED,
    scenarios: ['a-write-that-comes-too-late'],
    kinds: ['refused-done'],
    sentence: 'guarded() never fulfils for a write that the resource refused, unless with false.',
    situation: 'a write that the resource refused',
    mustHit: ({ calls }) => calls.some(({ writes }) => writes.some(({ isDone }) => isDone === false)),
    after: ['answers-as-promised', 'the-leader-writes', 'no-token-is-used-twice', 'tokens-rise'],
  }),
  rule({
    id: 'writes-of-leaders-never-mix',
    rungs: FENCED,
    scenarios: ['everything-goes-wrong', 'a-pause-before-a-write', 'a-write-that-comes-too-late'],
    kinds: ['shared-token', 'token-order', 'refused-done', 'foreign'],
    sentence:
      'Whatever goes wrong: once a new leader has written, nothing of an older one is taken, and nobody is told so.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'only-the-leader-writes',
      'no-token-is-used-twice',
      'tokens-rise',
      'a-refused-write-is-not-done',
      'a-renewal-spares-another-lease',
      'a-paused-renewal-spares-another-lease',
    ],
  }),
  rule({
    id: 'a-healed-core-elects',
    rungs: FENCED,
    scenarios: ['everything-goes-wrong'],
    kinds: ['no-leader'],
    sentence: 'Once nothing goes wrong any more a node leads within 3 * ttlMs.',
    after: ['answers-as-promised', 'somebody-leads'],
  }),
];

function wroteTwo({ calls }: History): boolean {
  const writers = calls.filter(({ writes }) => writes.some(({ isDone }) => isDone === true));
  return new Set(writers.map(({ by }) => by)).size > 1;
}
