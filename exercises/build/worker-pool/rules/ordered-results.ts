/** Rules of outcomes in submission order. */
import { type Rule, costClass } from 'drydock';
import { ALL, BASICS, always, failed, tells, waited } from './tells';

/** The iteration over outcomes, and what it costs. */
export const resultRules: readonly Rule[] = [
  // Ordered results.
  tells({
    id: 'outcomes-in-submission-order',
    rungs: ['ordered-results'],
    scenario: 'results-in-order',
    kinds: ['results', 'submission'],
    sentence: 'results() tells one outcome a job, in the order in which the jobs were submitted.',
    situation: 'several jobs of different lengths',
    shown: true,
    after: BASICS,
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'outcomes-come-as-they-can',
    rungs: ['ordered-results'],
    scenario: ['results-in-order', 'reader-waits'],
    kinds: ['results-late'],
    sentence: 'An outcome comes within the millisecond in which it and all before it are there.',
    situation: 'an outcome that others must wait for',
    shown: true,
    after: [...BASICS, 'outcomes-in-submission-order'],
    hit: always,
  }),
  tells({
    id: 'slow-job-delays-no-start',
    rungs: ['ordered-results'],
    scenario: 'slow-first',
    kinds: ['idle', 'limit', 'results', 'settles'],
    sentence: 'A slow job delays later outcomes, and never the start of a later job.',
    situation: 'jobs that wait behind the outcome of a slow one',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: waited,
  }),
  tells({
    id: 'failures-are-outcomes',
    rungs: ['ordered-results'],
    halts: ['unhandled'],
    scenario: 'failures-in-results',
    kinds: ['results', 'results-cut', 'error', 'value', 'settles', 'idle', 'submission'],
    sentence:
      'A job that fails has the outcome { ok: false, error }, with the very value, in its place; the reading goes on.',
    situation: 'a job that fails among others',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: failed,
  }),
  tells({
    id: 'reader-waits-for-the-next',
    rungs: ['ordered-results'],
    scenario: 'reader-waits',
    kinds: ['results', 'results-cut', 'idle', 'settles', 'value', 'submission'],
    sentence: 'While the pool is open, a reader with nothing to read waits: silence does not end the iteration.',
    situation: 'a reader that waits before a job is submitted',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: ({ jobs }) => jobs.length > 0,
  }),
  tells({
    id: 'slow-reader-misses-nothing',
    rungs: ['ordered-results'],
    scenario: 'slow-reader',
    kinds: ['results', 'results-late', 'results-cut', 'idle', 'limit', 'settles'],
    sentence: 'A reader that takes its time gets every outcome all the same, and holds back no job.',
    situation: 'outcomes that wait for the reader',
    after: [...BASICS, 'outcomes-in-submission-order', 'outcomes-come-as-they-can'],
    hit: ({ jobs }) => jobs.length > 1,
  }),
  tells({
    id: 'drain-ends-the-outcomes',
    rungs: ['ordered-results'],
    scenario: 'drain-ends-results',
    kinds: ['results', 'results-cut', 'results-end', 'close', 'value', 'settles'],
    sentence: 'After drain(), and once every outcome has been read, the iteration ends, and not before.',
    situation: 'a drain while somebody reads',
    shown: true,
    after: [...BASICS, 'outcomes-in-submission-order', 'drain-fulfils-at-the-end'],
    hit: always,
  }),

  // Shown on the page, and held against nobody.
  ...(['submit', 'next'] as const).map((op) =>
    costClass({
      id: `cost-of-${op}`,
      rungs: ALL,
      scenarios: ['cost-of-jobs'],
      sentence:
        op === 'submit'
          ? 'A submission costs the same, however many jobs wait.'
          : 'To take the next job costs the same, however many wait.',
      op,
      expected: 'O(1)',
      size: 'jobs that wait',
      judged: false,
    }),
  ),
];
