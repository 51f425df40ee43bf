/** Nobody leads after the end of its lease, however long it stood still. */
import type { Rule } from 'drydock';
import { PAUSED, hasLed, rule } from './rule';

export const pauseRules: readonly Rule[] = [
  rule({
    id: 'no-leader-after-a-slow-clock',
    rungs: PAUSED,
    scenarios: ['a-slow-clock'],
    kinds: ['after-end'],
    sentence: 'A lease may take ttlMs - maxSkewMs by the clock of its node: then isLeader() answers false.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'lost-answers-make-no-second-leader'],
  }),
  rule({
    id: 'the-wall-clock-does-not-count',
    rungs: PAUSED,
    scenarios: ['a-wall-clock-set'],
    kinds: ['after-end'],
    sentence: 'The age of a lease is measured by performance.now(), which nobody sets.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'somebody-leads',
      'lost-answers-make-no-second-leader',
      'no-leader-after-a-slow-clock',
    ],
  }),
  rule({
    id: 'the-age-counts-from-the-request',
    rungs: PAUSED,
    scenarios: ['a-late-answer'],
    kinds: ['after-end'],
    sentence:
      'A lease began when the store granted it, which is after the request was sent and long before its answer came.',
    mustHit: hasLed,
    after: [
      'answers-as-promised',
      'somebody-leads',
      'lost-answers-make-no-second-leader',
      'no-leader-after-a-slow-clock',
    ],
  }),
  rule({
    id: 'no-leader-after-a-pause',
    rungs: PAUSED,
    scenarios: ['a-pause'],
    kinds: ['after-end'],
    sentence:
      'A node that stood still until its lease had ended answers false as soon as it wakes, before any of its timers.',
    situation: 'a leader that stood still until its lease had ended',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads'],
  }),
  rule({
    id: 'an-old-answer-is-no-new-lease',
    rungs: PAUSED,
    scenarios: ['a-pause-within-a-call'],
    kinds: ['after-end'],
    sentence:
      'An answer that waited until its node woke tells of a lease that has been running since it was asked for.',
    mustHit: hasLed,
    after: ['answers-as-promised', 'somebody-leads', 'no-leader-after-a-pause', 'the-age-counts-from-the-request'],
  }),
  rule({
    id: 'a-paused-renewal-spares-another-lease',
    rungs: PAUSED,
    scenarios: ['a-pause-before-a-renewal', 'a-pause'],
    kinds: ['foreign'],
    sentence:
      'A node that stood still between looking at the lease and renewing it harms nobody: both happen in one step.',
    situation: 'a leader that stood still until its lease went to another',
    mustHit: ({ leases }) => new Set(leases.map(({ by }) => by)).size > 1,
    after: ['answers-as-promised', 'somebody-leads', 'a-renewal-spares-another-lease'],
  }),
];
