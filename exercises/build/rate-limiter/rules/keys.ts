/** Rules of keys, limiters and large times. */
import type { Rule } from 'drydock';
import { EDGES, answers, keyOf, refused, requestsOf, timeOf } from './answers';
import { SHARP } from './facts';

/** Many keys, many limiters, any time. */
export const keyRules: readonly Rule[] = [
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
];
