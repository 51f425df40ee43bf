/** Rules of values by key. */
import { type Finding, type Rule, formatData } from 'drydock';
import { BASICS, FIRST, answers, hasHit, hasLost, hasMiss, sameValues } from './answers';
import { type Fields, SYNC } from './facts';

/** Get, set and delete. */
export const valueRules: readonly Rule[] = [
  answers({
    id: 'get-answers-what-was-set',
    rungs: SYNC,
    scenario: 'first-steps',
    sentence: 'get answers the value that was stored under its key, as often as it is asked.',
    shown: true,
    hit: hasHit,
  }),
  answers({
    id: 'missing-is-undefined',
    rungs: SYNC,
    scenario: 'missing',
    sentence: 'get of a key under which nothing was stored answers undefined, and changes nothing.',
    situation: 'a get of a key that was never set',
    shown: true,
    after: FIRST,
    hit: hasMiss,
  }),
  answers({
    id: 'set-replaces',
    rungs: SYNC,
    scenario: 'overwrite',
    sentence: 'set of a key that is there puts the new value in place of the old one.',
    situation: 'a key set more than once',
    shown: true,
    after: FIRST,
    hit: hasHit,
  }),
  answers({
    id: 'delete-takes-away',
    rungs: SYNC,
    scenario: 'deletes',
    sentence: 'After delete its key is absent until it is set again; no other key is.',
    situation: 'a get after a delete',
    shown: true,
    after: [...FIRST, 'missing-is-undefined'],
    when: ({ call }) => call.op !== 'delete',
    hit: (calls) => calls.some(({ op }) => op === 'delete') && hasLost(calls),
  }),
  answers({
    id: 'delete-says-whether',
    rungs: SYNC,
    scenario: 'deletes',
    sentence: 'delete answers true where there was a value, and false where there was none.',
    situation: 'a delete',
    shown: true,
    after: [...FIRST, 'missing-is-undefined'],
    when: ({ call }) => call.op === 'delete',
    hit: (calls) => calls.some(({ op }) => op === 'delete'),
  }),
  answers({
    id: 'nothing-is-a-value-too',
    rungs: SYNC,
    scenario: 'falsy-values',
    sentence: "null, 0, '', false and NaN are values like any other: they are answered, and delete says true.",
    situation: 'a value that looks like nothing',
    after: BASICS,
    hit: (calls) => calls.length > 0,
  }),
  {
    id: 'the-very-value',
    rungs: SYNC,
    scenarios: ['object-values'],
    sentence: 'get answers the very value that was stored, and no copy of it.',
    situation: 'a value with parts',
    after: BASICS,
    check(run): Finding {
      const copy = run.trace.find(({ kind, op }) => kind === 'mark' && op === 'a-copy');
      if (copy !== undefined) {
        const key = formatData(((copy.data ?? {}) as Fields)['key']);
        return {
          verdict: 'fail',
          at: copy.seq,
          because: `get(${key}) answers another object than the one that was stored.`,
        };
      }
      return sameValues.check(run);
    },
  },
  answers({
    id: 'stored-undefined-is-absent',
    rungs: ['get-set'],
    scenario: 'stored-undefined',
    sentence: 'A stored undefined is absent: whatever was there is gone, and delete says false.',
    situation: 'undefined is stored',
    after: BASICS,
    hit: (calls) => calls.some(({ op, args }) => op === 'set' && args[1] === 'undefined'),
  }),
  answers({
    id: 'any-string-is-a-key',
    rungs: SYNC,
    scenario: 'any-key',
    sentence: "Every string is a key of its own: '', '__proto__', and 'a' beside 'A'.",
    situation: 'keys that are easily confused',
    after: BASICS,
    hit: (calls) => calls.length > 1,
  }),
];
