import type { CacheSlotsSceneSpec, CacheSlotsSide, SceneStep } from '../types';

/** A run as it is drawn: steps as time and words, and what both sides show. */
export interface CacheSlotsRun extends Omit<CacheSlotsSceneSpec, 'kind' | 'steps'> {
  readonly steps: readonly (readonly [t: number, text: string, reference?: string, yours?: string])[];
}

/** The spec of a run: fixed data for the gallery and for tests. */
export function cacheSlotsSpecOf({ steps, ...run }: CacheSlotsRun): CacheSlotsSceneSpec {
  return {
    kind: 'cache-slots',
    ...run,
    steps: steps.map(([t, text, reference = 'none', yours = reference], seq): SceneStep => {
      const differs = reference !== yours;
      return { seq, t, text: `t = ${t}: ${text}`, state: [{ label: 'answer', reference, yours, differs }] };
    }),
  };
}

const NOTHING: CacheSlotsSide = { lives: [], loads: [], calls: [] };

const puts = (keys: readonly string[]): CacheSlotsSide['calls'] =>
  keys.map((key, at) => ({ id: `c${at + 1}`, op: 'set', key, at, answer: 'value' }));

/** Two places; a get uses `a`, so `b` should go when `c` comes. */
export const evictedWrongly = (): CacheSlotsSceneSpec =>
  cacheSlotsSpecOf({
    sentence: 'get("a") at t = 30 was the last use of "a", so "b" goes when "c" is set. Yours let "a" go.',
    capacity: 2,
    keys: ['a', 'b', 'c'],
    held: [['a'], ['b', 'a'], ['a', 'b'], ['c', 'a'], ['a', 'c'], ['a', 'c']],
    steps: [
      [10, 'set("a", 1)', 'set'],
      [20, 'set("b", 2)', 'set'],
      [30, 'get("a") → 1', '1'],
      [40, 'set("c", 3)', 'set'],
      [50, 'get("a") → undefined; the reference: get("a") → 1', '1', 'undefined'],
      [60, 'get("b") → 2; the reference: get("b") → undefined', 'undefined', '2'],
    ],
    firstDifference: 4,
    reference: {
      ...NOTHING,
      lives: [
        { key: 'a', from: 0, to: 5, end: 'unknown' },
        { key: 'b', from: 1, to: 3, end: 'evicted' },
        { key: 'c', from: 3, to: 5, end: 'unknown' },
      ],
      calls: [
        ...puts(['a', 'b']),
        { id: 'c3', op: 'get', key: 'a', at: 2, answer: 'value' },
        { id: 'c4', op: 'set', key: 'c', at: 3, answer: 'value' },
        { id: 'c5', op: 'get', key: 'a', at: 4, answer: 'value' },
        { id: 'c6', op: 'get', key: 'b', at: 5, answer: 'nothing' },
      ],
    },
    yours: {
      ...NOTHING,
      lives: [
        { key: 'a', from: 0, to: 2, end: 'unknown' },
        { key: 'b', from: 1, to: 5, end: 'unknown' },
        { key: 'c', from: 3, to: 3, end: 'unknown' },
      ],
      calls: [
        ...puts(['a', 'b']),
        { id: 'c3', op: 'get', key: 'a', at: 2, answer: 'value' },
        { id: 'c4', op: 'set', key: 'c', at: 3, answer: 'value' },
        { id: 'c5', op: 'get', key: 'a', at: 4, answer: 'nothing' },
        { id: 'c6', op: 'get', key: 'b', at: 5, answer: 'value' },
      ],
    },
  });

/** Three gets of one key while it is loaded; yours loads once more for the second. */
export const loadedTwice = (secondAt = 2): CacheSlotsSceneSpec =>
  cacheSlotsSpecOf({
    sentence: 'load("a") is called at t = 10, while the load of the same key that began at t = 0 is in flight.',
    capacity: 3,
    keys: ['a'],
    held: [[], [], [], ['a'], ['a']],
    steps: [
      [0, 'get("a") waits, load a1 begins', 'waits'],
      [10, 'get("a") waits', 'waits'],
      [10, 'load a2 begins; the reference: nothing', 'none', 'a2'],
      [35, 'load a1 ends, get("a") → 1', '1'],
      [45, 'load a2 ends, get("a") → 2; the reference: nothing', '1', '2'],
    ],
    firstDifference: 2,
    reference: {
      lives: [{ key: 'a', from: 3, to: 4, end: 'unknown' }],
      loads: [{ id: 'a1', key: 'a', from: 0, to: 3 }],
      calls: [
        { id: 'c1', op: 'get', key: 'a', at: 0, settled: 3, answer: 'value' },
        { id: 'c2', op: 'get', key: 'a', at: 1, settled: 3, answer: 'value' },
      ],
    },
    yours: {
      lives: [{ key: 'a', from: 3, to: 4, end: 'replaced' }],
      loads: [
        { id: 'a1', key: 'a', from: 0, to: 3 },
        { id: 'a2', key: 'a', from: secondAt, to: 4 },
      ],
      calls: [
        { id: 'c1', op: 'get', key: 'a', at: 0, settled: 3, answer: 'value' },
        { id: 'c2', op: 'get', key: 'a', at: 1, settled: 4, answer: 'value' },
      ],
    },
  });

/** A stale value is answered at once, and refreshed behind; yours makes the get wait. */
export const staleWaits = (): CacheSlotsSceneSpec =>
  cacheSlotsSpecOf({
    sentence: 'get("a") at t = 120 finds a stale value, so it answers that at once. Yours waits for the refresh.',
    capacity: 3,
    keys: ['a', 'b'],
    held: [[], ['a'], ['b', 'a'], ['a', 'b'], ['a', 'b'], ['a', 'b']],
    steps: [
      [0, 'get("a") waits, load a1 begins', 'waits'],
      [15, 'load a1 ends, get("a") → 1', '1'],
      [60, 'load b1 ends, get("b") → 1', '1'],
      [120, 'get("a") waits, load a2 begins; the reference: get("a") → 1', '1', 'waits'],
      [135, 'load a2 ends, get("a") → 2', '1', '2'],
      [150, 'get("b") → rejects Error', 'rejects Error'],
    ],
    firstDifference: 3,
    reference: {
      lives: [
        { key: 'a', from: 1, staleFrom: 2.9, to: 4, end: 'replaced' },
        { key: 'a', from: 4, to: 5, end: 'unknown' },
        { key: 'b', from: 2, to: 4.6, end: 'expired' },
      ],
      loads: [
        { id: 'a1', key: 'a', from: 0, to: 1 },
        { id: 'b1', key: 'b', from: 1, to: 2 },
        { id: 'a2', key: 'a', from: 3, to: 4 },
        { id: 'b2', key: 'b', from: 4.7, to: 5, failed: true },
      ],
      calls: [
        { id: 'c1', op: 'get', key: 'a', at: 0, settled: 1, answer: 'value' },
        { id: 'c2', op: 'get', key: 'b', at: 1, settled: 2, answer: 'value' },
        { id: 'c3', op: 'get', key: 'a', at: 3, answer: 'value' },
        { id: 'c4', op: 'get', key: 'b', at: 5, answer: 'error' },
      ],
    },
    yours: {
      lives: [
        { key: 'a', from: 1, to: 4, end: 'replaced' },
        { key: 'b', from: 2, to: 2, end: 'unknown' },
      ],
      loads: [
        { id: 'a1', key: 'a', from: 0, to: 1 },
        { id: 'b1', key: 'b', from: 1, to: 2 },
        { id: 'a2', key: 'a', from: 3, to: 4 },
        { id: 'b2', key: 'b', from: 4.7, to: 5, failed: true },
      ],
      calls: [
        { id: 'c1', op: 'get', key: 'a', at: 0, settled: 1, answer: 'value' },
        { id: 'c2', op: 'get', key: 'b', at: 1, settled: 2, answer: 'value' },
        { id: 'c3', op: 'get', key: 'a', at: 3, settled: 4, answer: 'value' },
        { id: 'c4', op: 'get', key: 'b', at: 5, answer: 'error' },
      ],
    },
  });

/** Pictures of the gallery. */
export const CACHE_SLOTS: readonly { readonly title: string; readonly spec: () => CacheSlotsSceneSpec }[] = [
  { title: 'Cache slots, the wrong one goes', spec: evictedWrongly },
  { title: 'Cache slots, one load too many', spec: () => loadedTwice() },
  { title: 'Cache slots, a stale value waits', spec: staleWaits },
];
