/** Capacity. Uses stand a millisecond apart, unless it says otherwise. */
import type { Scenario } from 'drydock';
import {
  type Act,
  SYNC,
  type Sizes,
  type Traffic,
  get,
  makePlain,
  remove,
  set,
  slots,
  timed,
  traffic,
} from './traffic';

const full = (capacity: number): string[] => Array.from({ length: capacity }, (_, index) => `k${index + 1}`);

const fill = (keys: readonly string[]): Act[] => keys.map((key) => set(key, `value of ${key}`, 1));

const look = (keys: readonly string[]): Act[] => keys.map((key) => get(key));

/** As many keys as there are places. */
export const filled = traffic(
  'filled',
  ['capacity'],
  () => [{ options: { capacity: 2 }, acts: [...fill(full(2)), ...look(full(2))] }],
  (draw) => {
    const capacity = draw.integer(1, 8);
    return { options: { capacity }, acts: [...fill(full(capacity)), ...look(full(capacity))] };
  },
);

/** More keys than places, and nothing else until all are asked for. */
export const overfilled = traffic(
  'overfilled',
  ['capacity'],
  () => [{ options: { capacity: 2 }, acts: [...fill(full(3)), ...look(full(3))] }],
  (draw) => {
    const capacity = draw.integer(1, 6);
    const keys = full(capacity + draw.integer(1, 5));
    return { options: { capacity }, acts: [...fill(keys), ...look(keys)] };
  },
);

/** A full cache, uses of some of its keys, then new keys. */
export function used(id: string, use: (key: string, index: number) => Act): Scenario<Traffic> {
  const acts = (capacity: number, uses: readonly number[], added: number, apart: number): Act[] => {
    const keys = full(capacity);
    const more = Array.from({ length: added }, (_, index) => `n${index + 1}`);
    const all = [...fill(keys), ...uses.map((which, index) => use(keys[which] ?? 'k1', index)), ...fill(more)];
    return [...all.map((act) => ({ ...act, waitMs: apart })), ...look([...keys, ...more])];
  };
  const apart = id === 'same-ms' ? 0 : 1;
  return traffic(
    id,
    ['capacity'],
    () => [{ options: { capacity: 2 }, acts: acts(2, [0], 1, apart) }],
    (draw) => {
      const capacity = draw.integer(2, 6);
      const uses = draw.list({ min: 1, max: 5 }, () => draw.integer(0, capacity - 1));
      return { options: { capacity }, acts: acts(capacity, uses, draw.integer(1, capacity), apart) };
    },
  );
}

/** Keys of a full cache are set again, and nothing new comes. */
export const overwriteFull = traffic(
  'overwrite-full',
  ['capacity'],
  () => [{ options: { capacity: 2 }, acts: [...fill(full(2)), set('k1', 'new', 1), ...look(full(2))] }],
  (draw) => {
    const capacity = draw.integer(1, 6);
    const again = draw.list({ min: 1, max: 6 }, (index) => set(`k${draw.integer(1, capacity)}`, `new ${index}`, 1));
    return { options: { capacity }, acts: [...fill(full(capacity)), ...again, ...look(full(capacity))] };
  },
);

/** Gets of keys that are not there. */
export const missesWhileFull = traffic(
  'misses-while-full',
  ['capacity'],
  () => [{ options: { capacity: 2 }, acts: [...fill(full(2)), get('x', 1), get('y', 1), ...look(full(2))] }],
  (draw) => {
    const capacity = draw.integer(1, 6);
    const misses = draw.list({ min: 1, max: 6 }, () => get(draw.oneOf(['x', 'y', 'z', 'v', 'w']), 1));
    return { options: { capacity }, acts: [...fill(full(capacity)), ...misses, ...look(full(capacity))] };
  },
);

/** Keys are deleted, and as many new ones come. */
export const placesFreed = traffic(
  'places-freed',
  ['capacity'],
  () => [
    {
      options: { capacity: 2 },
      acts: [...fill(full(2)), remove('k2', 1), set('n1', 'new', 1), ...look(['k1', 'n1', 'k2'])],
    },
  ],
  (draw) => {
    const capacity = draw.integer(1, 6);
    const gone = new Set(draw.list({ min: 1, max: 3 }, () => `k${draw.integer(1, capacity)}`));
    const more = Array.from({ length: gone.size + draw.integer(0, 1) }, (_, index) => `n${index + 1}`);
    const deleted = [...gone].map((key) => remove(key, 1));
    return {
      options: { capacity },
      acts: [...fill(full(capacity)), ...deleted, ...fill(more), ...look([...full(capacity), ...more])],
    };
  },
);

/** An entry expires that was used after all others; then a place is needed. */
export const expiredFirst = traffic(
  'expired-first',
  ['capacity'],
  () => [
    {
      options: { ttlMs: 100, capacity: 2 },
      acts: timed([
        [0, set('old', 'one')],
        [50, set('live', 'two')],
        [110, set('new', 'three')],
        [110, get('live')],
        [110, get('new')],
      ]),
    },
    {
      options: { ttlMs: 100, capacity: 2 },
      acts: timed([
        [0, set('old', 'one')],
        [50, set('live', 'two')],
        [90, get('old')],
        [195, get('live')],
        [195, set('new', 'three')],
        [195, set('newer', 'four')],
        [196, get('new')],
        [196, get('newer')],
      ]),
    },
    {
      options: { ttlMs: 100, capacity: 2 },
      acts: timed([
        [0, set('old', 'one')],
        [50, set('live', 'two')],
        [90, get('old')],
        [110, set('new', 'three')],
        [120, get('live')],
      ]),
    },
  ],
  (draw) => {
    const ttlMs = 100;
    const oldCount = draw.integer(1, 3);
    const liveCount = draw.integer(1, 3);
    const old = full(oldCount);
    const live = Array.from({ length: liveCount }, (_, index) => `live${index + 1}`);
    const fresh = Array.from({ length: draw.integer(1, oldCount) }, (_, index) => `new${index + 1}`);
    const isUsed = draw.boolean();
    return {
      options: { ttlMs, capacity: oldCount + liveCount },
      acts: timed([
        ...old.map((key, index) => [index, set(key, 'old')] as const),
        ...live.map((key, index) => [50 + index, set(key, 'live')] as const),
        ...(isUsed ? old.map((key, index) => [60 + index, get(key)] as const) : []),
        ...fresh.map((key, index) => [(isUsed ? 130 : 110) + index, set(key, 'new')] as const),
        ...[...live, ...fresh].map((key) => [140, get(key)] as const),
      ]),
    };
  },
);

/** Many more keys than places: what is held? */
export const manyKeys: Scenario<{ readonly capacity: number; readonly keys: number }> = {
  id: 'many-keys',
  rungs: ['capacity'],
  samples: () => [
    { capacity: 1, keys: 300 },
    { capacity: 40, keys: 400 },
  ],
  input: (draw) => ({ capacity: draw.integer(1, 30), keys: draw.integer(200, 250) }),
  run(stage, { capacity, keys }) {
    const cache = makePlain(stage, { ttlMs: 1000, capacity });
    if (cache === undefined) return;
    for (let index = 0; index < keys; index += 1) {
      // Only now: what a call makes and drops again is no memory, and would be taken for it.
      if (index === keys - 4) stage.watchMemory();
      cache.set(`key${index}`, `value ${index}`);
      cache.get(`key${index}`);
      cache.get(`nowhere${index}`);
      cache.set(`deleted${index}`, `value ${index}`);
      cache.delete(`deleted${index}`);
    }
    stage.call('get', ['key0'], () => cache.get('key0'));
    stage.retained(capacity, cache);
  },
};

/** Steps of gets and sets on a cache that is full of live entries. */
export const costOfCalls: Scenario<Sizes> = {
  id: 'cost-of-calls',
  rungs: SYNC,
  samples: () => [{ sizes: [64, 256, 1024] }],
  // Counts are exact: one run tells all.
  input: () => ({ sizes: [] }),
  run(stage, { sizes }) {
    for (const size of sizes) {
      const cache = makePlain(stage, slots(stage.rung, { ttlMs: 100_000, capacity: size }));
      if (cache === undefined) return;
      for (let index = 0; index < size; index += 1) cache.set(`k${index}`, `value ${index}`);
      stage.measure(
        'get',
        size,
        () => {
          for (let index = 0; index < size; index += 1) cache.get(`k${(index * 7) % size}`);
        },
        size,
      );
      stage.measure(
        'set',
        size,
        () => {
          for (let index = 0; index < size; index += 1) cache.set(`n${index}`, `value ${index}`);
        },
        size,
      );
    }
  },
};
