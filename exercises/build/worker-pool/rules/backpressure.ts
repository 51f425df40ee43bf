/** Rules of a bounded queue. */
import type { Rule } from 'drydock';
import { BASICS, BOUND, heldBack, sameOrLater, tells, waited } from './tells';

/** The bound of the queue, and the producers that wait for a place. */
export const backpressureRules: readonly Rule[] = [
  // Backpressure.
  tells({
    id: 'accepts-while-there-is-room',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'within-the-bound',
    sentence:
      'While fewer than `queueLimit` accepted jobs wait, a job is accepted within the millisecond in which it is submitted. Running jobs take no place.',
    situation: 'jobs that wait, within the bound',
    shown: true,
    after: BASICS,
    hit: waited,
  }),
  tells({
    id: 'queue-is-bounded',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'over-the-bound',
    kinds: ['bound', 'limit', 'submission'],
    sentence: 'At most `queueLimit` accepted jobs wait: further producers are not accepted until there is room.',
    situation: 'a producer that was held back',
    shown: true,
    after: BASICS,
    hit: heldBack,
  }),
  tells({
    id: 'freed-place-is-given',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: 'over-the-bound',
    kinds: ['accepts', 'not-accepted', 'idle', 'twice', 'value', 'settles'],
    sentence:
      'When a waiting job starts, the first producer held back is accepted within the same millisecond, and its job runs in turn.',
    situation: 'a producer that was held back',
    shown: true,
    after: [...BASICS, 'accepts-while-there-is-room'],
    hit: heldBack,
  }),
  tells({
    id: 'producers-are-accepted-in-order',
    rungs: ['backpressure', 'failures', 'shutdown', 'ordered-results'],
    scenario: ['producers-in-line', 'over-the-bound'],
    sentence:
      'Producers that wait are accepted in the order in which they came, also when a new one comes as a place becomes free.',
    situation: 'several producers held back',
    after: [...BOUND, 'freed-place-is-given'],
    hit: heldBack,
  }),
  tells({
    id: 'room-comes-back',
    rungs: ['backpressure', 'failures'],
    scenario: 'filled-again',
    sentence: 'A pool that was full and has emptied has all its room again, and no more than that.',
    situation: 'a queue filled again after it was empty',
    after: [...BOUND, 'freed-place-is-given'],
    hit: ({ jobs }) => sameOrLater(jobs),
  }),
];
