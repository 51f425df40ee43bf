/** Rules of subscribers that are slow, or fail. */
import type { Rule } from 'drydock';
import { ASYNC, DEAD } from './found';
import { BASE, PACE, tells } from './tells';

/** Buffers, failures and signals. */
export const asyncRules: readonly Rule[] = [
  // Slow subscribers.
  tells({
    id: 'one-call-at-a-time',
    rungs: ASYNC,
    scenario: 'one-at-a-time',
    sentence: 'A subscriber has one call at a time, in the order of publishing, each as soon as the last has settled.',
    situation: 'events that come while a subscriber works',
    shown: true,
    after: BASE,
  }),
  tells({
    id: 'slow-delays-no-other',
    rungs: ASYNC,
    scenario: 'slow-beside-quick',
    sentence: 'A slow subscriber delays no other.',
    situation: 'a slow subscriber beside quick ones',
    after: PACE,
  }),
  tells({
    id: 'buffer-holds-so-many',
    rungs: ASYNC,
    scenario: 'buffer-just-holds',
    sentence: 'So many events as `buffer` says wait beside the one at work; nothing is dropped before.',
    situation: 'a buffer that is just full',
    after: PACE,
  }),
  tells({
    id: 'drop-oldest-makes-room',
    rungs: ASYNC,
    scenario: 'full-drop-oldest',
    sentence: "With 'drop-oldest' an event that finds the buffer full takes the place of the oldest that waits.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'drop-newest-turns-away',
    rungs: ASYNC,
    scenario: 'full-drop-newest',
    sentence: "With 'drop-newest' an event that finds the buffer full is dropped; those that wait stay.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'disconnect-ends-it',
    rungs: ASYNC,
    scenario: 'full-disconnect',
    sentence: "With 'disconnect' an event that finds the buffer full ends the subscription: nothing later comes.",
    situation: 'more events than the buffer holds',
    after: [...PACE, 'buffer-holds-so-many'],
  }),
  tells({
    id: 'stats-counts-drops',
    rungs: ASYNC,
    scenario: 'counting-drops',
    kinds: ['stats', 'call'],
    sentence: 'stats() counts each event that a subscription missed by overflow, over all subscriptions.',
    situation: 'drops at several subscriptions',
    after: [...PACE, 'buffer-holds-so-many', 'drop-oldest-makes-room', 'drop-newest-turns-away'],
  }),
  tells({
    id: 'end-discards-the-backlog',
    rungs: ASYNC,
    scenario: 'leaves-with-a-backlog',
    sentence: 'Once a subscription is ended, events that waited for it are not delivered any more.',
    situation: 'an end while events wait',
    after: [...PACE, 'end-ends-one-subscription'],
  }),

  // Dead subscribers.
  tells({
    id: 'failures-in-a-row-end-it',
    rungs: DEAD,
    scenario: 'keeps-failing',
    sentence: 'After `maxFailures` rejections in a row a subscription ends, and not before.',
    situation: 'a subscriber that keeps rejecting',
    shown: true,
    after: PACE,
  }),
  tells({
    id: 'success-starts-afresh',
    rungs: DEAD,
    scenario: 'fails-now-and-then',
    sentence: 'A call that fulfils starts the count of failures afresh.',
    situation: 'failures with successes in between',
    after: [...PACE, 'failures-in-a-row-end-it'],
  }),
  tells({
    id: 'death-releases-the-backlog',
    rungs: DEAD,
    scenario: 'dies-with-a-backlog',
    sentence: 'A subscription that has ended by failures gets nothing more, neither what waited nor what comes.',
    situation: 'a death while events wait',
    after: [...PACE, 'failures-in-a-row-end-it'],
  }),
  tells({
    id: 'failures-are-counted-apart',
    rungs: DEAD,
    scenario: 'failure-beside-others',
    sentence: 'Failures are counted for each subscription on its own, and delay no other.',
    situation: 'a failing subscriber beside others',
    after: [...PACE, 'slow-delays-no-other', 'failures-in-a-row-end-it', 'success-starts-afresh'],
  }),
  tells({
    id: 'abort-ends-it',
    rungs: DEAD,
    scenario: 'aborted',
    sentence: 'Aborting its signal ends a subscription, and no other.',
    situation: 'a signal that is aborted between events',
    after: PACE,
  }),
  tells({
    id: 'abort-discards-the-backlog',
    rungs: DEAD,
    scenario: 'aborted-with-a-backlog',
    sentence: 'After an abort, events that waited are not delivered any more.',
    situation: 'an abort while events wait',
    after: [...PACE, 'abort-ends-it'],
  }),
  tells({
    id: 'aborted-before-it-began',
    rungs: DEAD,
    scenario: 'aborted-before',
    sentence: 'A subscription whose signal is aborted already gets nothing.',
    situation: 'a signal that is aborted before it is given',
    after: [...PACE, 'abort-ends-it'],
  }),
];
