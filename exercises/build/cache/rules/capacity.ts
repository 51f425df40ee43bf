/** Rules of a bounded cache. */
import { type Finding, type Rule, callsOf, costClass, memoryBound } from 'drydock';
import type { Traffic } from '../scenarios/traffic';
import { BASICS, PLACES, TIMES, answers, hasHit, hasMiss, isHit } from './answers';
import { SYNC } from './facts';

/** Who goes when the places are taken. */
export const capacityRules: readonly Rule[] = [
  // Capacity.
  answers({
    id: 'holds-capacity-entries',
    rungs: ['capacity'],
    scenario: 'filled',
    sentence: 'capacity entries have room: none of them goes.',
    situation: 'as many keys as there are places',
    shown: true,
    after: TIMES,
    hit: hasHit,
  }),
  answers({
    id: 'a-miss-takes-no-place',
    rungs: ['capacity'],
    scenario: 'misses-while-full',
    sentence: 'A get that finds nothing changes nothing: it takes no place.',
    situation: 'misses in a full cache',
    after: [...TIMES, 'holds-capacity-entries'],
    hit: (calls) => hasHit(calls) && hasMiss(calls),
  }),
  {
    id: 'never-more-than-capacity',
    rungs: ['capacity'],
    scenarios: ['overfilled'],
    sentence: 'Never are more than capacity entries there.',
    situation: 'more keys than places',
    shown: true,
    after: [...TIMES, 'holds-capacity-entries', 'a-miss-takes-no-place'],
    check(run): Finding {
      const { caches } = run.input as Traffic;
      const { capacity = Infinity } = caches[0] ?? {};
      const found = callsOf(run.trace, 'get').filter(isHit);
      const sets = callsOf(run.trace, 'set');
      const over = found[capacity];
      if (over !== undefined) {
        const because = `${sets.length} keys were set in a cache for ${capacity}, and ${found.length} of them are answered.`;
        const at = over.end.kind === 'none' ? over.seq : over.end.seq;
        return { verdict: 'fail', at, because, expected: capacity, actual: found.length };
      }
      return { verdict: sets.length > capacity ? 'pass' : 'unknown' };
    },
  },
  answers({
    id: 'oldest-goes-first',
    rungs: ['capacity'],
    scenario: 'overfilled',
    sentence: 'Of keys that were only set, those that were set longest ago go.',
    situation: 'more keys than places',
    shown: true,
    after: [...TIMES, 'holds-capacity-entries', 'never-more-than-capacity'],
    hit: (calls) => hasMiss(calls) && hasHit(calls),
  }),
  answers({
    id: 'get-is-a-use',
    rungs: ['capacity'],
    scenario: 'get-is-use',
    sentence: 'A get that finds something is a use: of the others, the least recently used goes.',
    situation: 'a key read again before a place is needed',
    shown: true,
    after: PLACES,
    hit: hasMiss,
  }),
  answers({
    id: 'set-is-a-use',
    rungs: ['capacity'],
    scenario: 'set-is-use',
    sentence: 'A set of a key that is there is a use of it.',
    situation: 'a key set again before a place is needed',
    shown: true,
    after: PLACES,
    hit: hasMiss,
  }),
  answers({
    id: 'uses-of-one-millisecond-have-an-order',
    rungs: ['capacity'],
    scenario: 'same-ms',
    sentence: 'Which use came last counts, also where many fall into one millisecond.',
    situation: 'uses within one millisecond',
    after: [...PLACES, 'get-is-a-use', 'set-is-a-use'],
    hit: hasMiss,
  }),
  answers({
    id: 'a-key-that-is-there-has-its-place',
    rungs: ['capacity'],
    scenario: 'overwrite-full',
    sentence: 'A set of a key that is there needs no place: nothing goes.',
    situation: 'a key set again in a full cache',
    after: PLACES,
    hit: hasHit,
  }),
  answers({
    id: 'delete-frees-its-place',
    rungs: ['capacity'],
    scenario: 'places-freed',
    sentence: 'A deleted key gives its place back: as many new ones come without anything going.',
    situation: 'a new key after a delete in a full cache',
    after: PLACES,
    hit: hasHit,
  }),
  answers({
    id: 'expired-go-first',
    rungs: ['capacity'],
    scenario: 'expired-first',
    sentence: 'While there is an expired entry no live one goes, however recently the expired one was used.',
    situation: 'a place is needed when an entry has expired',
    shown: true,
    after: [...PLACES, 'get-is-a-use'],
    hit: hasHit,
  }),
  memoryBound({
    id: 'holds-no-more-than-it-may',
    rungs: ['capacity'],
    scenarios: ['many-keys'],
    sentence: 'However many keys come, at most 2 · capacity + 64 entries are held.',
    after: PLACES,
    bound: (capacity) => 2 * capacity + 64,
    what: 'entries',
  }),
  answers({
    id: 'all-of-it-together',
    rungs: SYNC,
    scenario: 'busy',
    sentence: 'All of it holds together: any calls, in any order.',
    situation: 'calls of every kind on several keys',
    after: [
      ...PLACES,
      'any-string-is-a-key',
      'deleted-and-set-lives-anew',
      'expired-and-set-lives-anew',
      'each-key-has-its-own-end',
      'get-is-a-use',
      'set-is-a-use',
      'uses-of-one-millisecond-have-an-order',
      'a-key-that-is-there-has-its-place',
      'delete-frees-its-place',
      'expired-go-first',
    ],
    hit: (calls) => calls.length > 4,
  }),
  ...(['get', 'set'] as const).flatMap((op) => [
    costClass({
      id: `${op}-takes-constant-time`,
      rungs: ['capacity'],
      scenarios: ['cost-of-calls'],
      sentence: `${op} takes O(1) steps on average, however many entries there are.`,
      after: PLACES,
      op,
      size: 'entries',
      expected: 'O(1)',
    }),
    costClass({
      id: `cost-of-${op}`,
      rungs: ['get-set', 'ttl'],
      scenarios: ['cost-of-calls'],
      sentence: `What ${op} costs is shown in Review.`,
      after: BASICS,
      op,
      size: 'entries',
      expected: 'O(1)',
      judged: false,
    }),
  ]),
];
