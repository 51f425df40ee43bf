/** Get, set and delete, on every rung that has them. */
import type { Scenario } from 'drydock';
import { type Act, KEYS, ODD_KEYS, SYNC, type Traffic, drive, get, remove, set, slots, traffic } from './traffic';
import type { OddValue } from './values';

/** Some values set, and read, once or more. */
export const firstSteps = traffic(
  'first-steps',
  SYNC,
  () => [
    { acts: [set('a', 'one'), get('a'), get('a')] },
    { acts: [set('a', 'one'), set('b', 'two'), get('a'), get('b')] },
  ],
  (draw) => {
    const keys = KEYS.slice(0, draw.integer(1, 4));
    const reads = draw.list({ min: 1, max: 6 }, () => get(draw.oneOf(keys)));
    return { acts: [...keys.map((key) => set(key, `value of ${key}`)), ...reads] };
  },
);

/** Keys that nothing was stored under. */
export const missing = traffic(
  'missing',
  SYNC,
  () => [{ acts: [get('a')] }, { acts: [set('a', 'one'), get('b'), get('a')] }],
  (draw) => {
    const keys = KEYS.slice(0, draw.integer(0, 3));
    const reads = draw.list({ min: 1, max: 5 }, () => get(draw.oneOf(['x', 'y', 'z'])));
    return { acts: [...keys.map((key) => set(key, `value of ${key}`)), ...reads] };
  },
);

/** A key that is set again. */
export const overwrite = traffic(
  'overwrite',
  SYNC,
  () => [{ acts: [set('a', 'one'), set('a', 'two'), get('a')] }],
  (draw) => {
    const times = draw.integer(2, 4);
    const sets = Array.from({ length: times }, (_, index) => [
      set('a', `a${index}`),
      ...(draw.boolean() ? [get('a')] : []),
      ...(draw.boolean() ? [set('b', `b${index}`)] : []),
    ]);
    return { acts: [...sets.flat(), get('a'), get('b')] };
  },
);

/** Keys that are deleted, some of them twice, some never set. */
export const deletes = traffic(
  'deletes',
  SYNC,
  () => [
    { acts: [set('a', 'one'), remove('a'), get('a')] },
    // One goes, and the others stay.
    { acts: [set('a', 'one'), set('b', 'two'), remove('a'), get('a'), get('b')] },
    { acts: [remove('a'), set('a', 'one'), remove('a'), remove('a'), set('a', 'two'), get('a'), remove('a')] },
  ],
  (draw) => {
    const keys = KEYS.slice(0, draw.integer(1, 3));
    const acts = draw.list({ min: 2, max: 9 }, (index) => {
      const key = draw.oneOf(keys);
      const op = draw.oneOf(['delete', 'set', 'get']);
      return op === 'delete' ? remove(key) : op === 'set' ? set(key, `${key}${index}`) : get(key);
    });
    return { acts: [set('a', 'one'), ...acts, remove('a'), get('a')] };
  },
);

/** Values that look like nothing, or like more than one value. */
export function oddValues(id: string, names: readonly OddValue[]): Scenario<Traffic> {
  const all = (some: readonly OddValue[]): Act[] => [
    ...some.map((odd, index): Act => ({ op: 'set', key: KEYS[index] ?? 'z', odd })),
    ...some.map((_, index) => get(KEYS[index] ?? 'z')),
    ...(id === 'falsy-values' ? some.map((_, index) => remove(KEYS[index] ?? 'z')) : []),
  ];
  return traffic(
    id,
    SYNC,
    () => [{ acts: all(names) }],
    (draw) => ({ acts: all(draw.list({ min: 1, max: 4 }, () => draw.oneOf(names))) }),
  );
}

/** `undefined` is stored, over nothing or over something. */
export const storedUndefined = traffic(
  'stored-undefined',
  ['get-set'],
  () => [
    { acts: [{ op: 'set', key: 'a', odd: 'undefined' }, get('a'), remove('a')] },
    { acts: [set('a', 'one'), { op: 'set', key: 'a', odd: 'undefined' }, get('a'), remove('a')] },
  ],
  (draw) => {
    const before = draw.boolean() ? [set('a', 'one')] : [];
    const after = draw.oneOf([[], [set('a', 'two'), get('a')]]);
    const between = draw.boolean() ? [get('a')] : [remove('a')];
    return { acts: [...before, { op: 'set', key: 'a', odd: 'undefined' }, ...between, ...after, remove('a')] };
  },
);

/** Keys that are easily confused, with each other or with what every object has. */
export const anyKey = traffic(
  'any-key',
  SYNC,
  () => [
    { acts: ODD_KEYS.flatMap((key) => [get(key), remove(key)]) },
    {
      acts: [
        ...ODD_KEYS.map((key) => set(key, `value of "${key}"`)),
        ...ODD_KEYS.map((key) => get(key)),
        remove('__proto__'),
      ],
    },
  ],
  (draw) => {
    const acts = draw.list({ min: 2, max: 10 }, (index) => {
      const key = draw.oneOf(ODD_KEYS);
      const op = draw.oneOf(['set', 'get', 'delete']);
      return op === 'set' ? set(key, `value ${index}`) : op === 'get' ? get(key) : remove(key);
    });
    return { acts: [...acts, ...ODD_KEYS.slice(0, 6).map((key) => get(key))] };
  },
);

/** Two caches in turn, with the same keys. */
export const twoCaches: Scenario<Traffic> = {
  id: 'two-caches',
  rungs: SYNC,
  samples: (rung) => [
    {
      caches: [slots(rung, { ttlMs: 1000, capacity: 3 }), slots(rung, { ttlMs: 1000, capacity: 4 })],
      acts: [
        set('a', 'one'),
        { ...get('a'), cache: 1 },
        { ...set('a', 'two'), cache: 1 },
        get('a'),
        remove('a'),
        { ...get('a'), cache: 1 },
      ],
    },
    {
      caches: [slots(rung, { ttlMs: 1000, capacity: 9 }), slots(rung, { ttlMs: 100, capacity: 1 })],
      acts: [set('a', 'one'), set('b', 'two'), { ...set('a', 'three'), cache: 1 }, get('a', 500), get('b')],
    },
  ],
  input(draw, rung) {
    const caches = [slots(rung, { ttlMs: 1000 }), slots(rung, { ttlMs: 500 })];
    const acts = draw.list({ min: 3, max: 10 }, (index) => {
      const op = draw.oneOf(['set', 'get', 'delete'] as const);
      const key = draw.oneOf(KEYS.slice(0, 2));
      return { op, key, cache: draw.integer(0, 1), ...(op === 'set' ? { value: `value ${index}` } : {}) };
    });
    return { caches, acts: [...acts, get('a'), { ...get('a'), cache: 1 }] };
  },
  run: drive,
};

/** All at once: some keys, every call, and time that passes where a rung has any. */
export const busy: Scenario<Traffic> = {
  id: 'busy',
  rungs: SYNC,
  samples: (rung) => [
    {
      caches: [slots(rung, { ttlMs: 100, capacity: 3 })],
      acts: [
        set('a', 'one'),
        set('b', 'two'),
        remove('a'),
        get('b', 40),
        set('a', 'three'),
        get('a', 59),
        get('b', 1),
        get('a', 40),
      ],
    },
  ],
  input(draw, rung) {
    const ttlMs = draw.oneOf([100, 20]);
    const keys = KEYS.slice(0, draw.integer(2, 6));
    const acts = draw.list({ min: 4, max: 24 }, (index) => {
      const key = draw.oneOf(keys);
      const waitMs =
        rung === 'get-set'
          ? 0
          : draw.weighted([
              [5, 0],
              [3, 1],
              [2, 10],
              [2, 19],
              [1, 50],
              [1, 100],
            ]);
      const op = draw.weighted([
        [5, 'set'],
        [5, 'get'],
        [1, 'delete'],
      ] as const);
      return op === 'set' ? set(key, `${key}${index}`, waitMs) : op === 'get' ? get(key, waitMs) : remove(key, waitMs);
    });
    const capacity = draw.integer(1, 4);
    return { caches: [slots(rung, { ttlMs, capacity })], acts: [...acts, ...keys.map((key) => get(key))] };
  },
  run: drive,
};
