/** Rules of memory and cost. */
import { type Rule, costClass, memoryBound } from 'drydock';
import { BASICS } from './answers';

/** What is held, and what a call takes. */
export const costRules: readonly Rule[] = [
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
];
