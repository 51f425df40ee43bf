/** Rules of jobs that fail. */
import type { Rule } from 'drydock';
import { BASICS, BOUND, failed, heldBack, tells, waited } from './tells';

/** A job that fails fails alone, and costs no worker. */
export const failureRules: readonly Rule[] = [
  // Failures.
  tells({
    id: 'rejection-reaches-its-producer',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'rejecting-job',
    sentence: 'A job that rejects, rejects its own result with the very same value, whatever that is.',
    situation: 'a job that rejects',
    shown: true,
    after: BASICS,
    hit: failed,
  }),
  tells({
    id: 'throw-reaches-its-producer',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'throwing-job',
    sentence:
      'A job that throws before it has a promise, rejects its own result with the very same value; submit does not throw.',
    situation: 'a job that throws',
    shown: true,
    after: BASICS,
    hit: failed,
  }),
  tells({
    id: 'rejection-frees-its-worker',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'rejecting-backlog',
    kinds: ['idle', 'limit', 'twice', 'submission'],
    sentence: 'A job that rejects has ended: its worker takes the next job within the same millisecond, and only one.',
    situation: 'jobs that wait while others reject',
    shown: true,
    after: [...BASICS, 'rejection-reaches-its-producer'],
    hit: (history) => waited(history) && failed(history),
  }),
  tells({
    id: 'throw-frees-its-worker',
    rungs: ['failures', 'shutdown'],
    halts: ['unhandled'],
    scenario: 'throwing-backlog',
    kinds: ['idle', 'limit', 'twice', 'submission'],
    sentence: 'A job that throws has ended: its worker takes the next job within the same millisecond, and only one.',
    situation: 'jobs in a backlog that throw',
    shown: true,
    after: [...BASICS, 'throw-reaches-its-producer'],
    hit: failed,
  }),
  tells({
    id: 'one-failure-fails-one-job',
    rungs: ['failures'],
    halts: ['unhandled'],
    scenario: 'one-fails',
    sentence:
      'A job that fails changes nothing for the others: those that run go on, those that wait start in their turn.',
    situation: 'a failure while others run and wait',
    after: [...BASICS, 'rejection-frees-its-worker', 'throw-frees-its-worker'],
    hit: failed,
  }),
  tells({
    id: 'failures-make-room',
    rungs: ['failures'],
    halts: ['unhandled'],
    scenario: 'failures-make-room',
    sentence: 'The bound holds while jobs fail: each failure makes room for exactly one producer.',
    situation: 'a failure while producers are held back',
    after: [...BOUND, 'rejection-frees-its-worker', 'throw-frees-its-worker'],
    hit: (history) => failed(history) && heldBack(history),
  }),
];
