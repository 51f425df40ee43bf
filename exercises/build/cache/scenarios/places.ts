/** Loads and the bound. */
import type { Scenario } from 'drydock';
import type { Cache as LoadingCache } from '../contract/read-through';
import { type CreateLoading, LOADING, type LoadPlan, loading, overlapping } from './plan';
import { KEYS, type Sizes, isObject } from './traffic';

/** Keys one after another, each loaded before the next is asked for, more of them than places. */
export const oneByOne = overlapping(
  'one-by-one',
  LOADING,
  () => [
    {
      options: { ttlMs: 60_000, capacity: 2 },
      gets: [
        [0, 'a'],
        [10, 'b'],
        [20, 'c'],
        [30, 'c'],
        [40, 'b'],
        [50, 'a'],
      ],
      loads: quick('a', 'b', 'c'),
    },
    {
      options: { ttlMs: 60_000, capacity: 2 },
      gets: [
        [0, 'a'],
        [10, 'b'],
        [20, 'a'],
        [30, 'c'],
        [40, 'a'],
        [50, 'b'],
      ],
      loads: quick('a', 'b', 'c'),
    },
    // Its time over, a is loaded anew: now b is the one that goes.
    {
      options: { ttlMs: 100, capacity: 2 },
      gets: [
        [0, 'a'],
        [100, 'b'],
        [160, 'a'],
        [170, 'c'],
        [180, 'a'],
        [190, 'b'],
      ],
      loads: quick('a', 'b', 'c'),
    },
  ],
  (draw) => {
    const capacity = draw.integer(1, 4);
    const keys = KEYS.slice(0, capacity + draw.integer(1, 2));
    const gets = draw.list({ min: 4, max: 16 }, (index) => [10 * index, draw.oneOf(keys)] as const);
    return { options: { ttlMs: 60_000, capacity }, gets, loads: keys.flatMap((key) => gets.flatMap(() => quick(key))) };
  },
);

function quick(...keys: readonly string[]): LoadPlan[] {
  return [...keys, ...keys].map((key) => ({ key, forMs: 5 }));
}

/** More keys are being loaded than there are places; they are asked for again meanwhile, and never after. */
export const crowdInFlight = overlapping(
  'crowd-in-flight',
  LOADING,
  () => [
    {
      options: { capacity: 1 },
      gets: [
        [0, 'a'],
        [0, 'b'],
        [10, 'a'],
        [10, 'b'],
      ],
      loads: [
        { key: 'a', forMs: 35 },
        { key: 'b', forMs: 35 },
      ],
    },
  ],
  (draw) => {
    const capacity = draw.integer(1, 3);
    const keys = KEYS.slice(0, capacity + draw.integer(1, 4));
    const again = keys.flatMap((key) => (draw.boolean(0.7) ? [[10 * draw.integer(1, 7), key] as const] : []));
    const gets = keys.map((key) => [0, key] as const);
    return { options: { capacity }, gets: [...gets, ...again], loads: keys.map((key) => ({ key, forMs: 75 })) };
  },
);

/** All at once: some keys, loads that are slow or fail, and gets at any time. */
export const busyLoading = overlapping(
  'busy-loading',
  LOADING,
  () => [
    {
      gets: [
        [0, 'a'],
        [10, 'b'],
        [30, 'a'],
        [130, 'a'],
        [140, 'b'],
        [200, 'a'],
      ],
      loads: [
        { key: 'a', forMs: 15 },
        { key: 'b', forMs: 35, fails: true },
        { key: 'a', forMs: 35 },
      ],
    },
  ],
  (draw) => {
    const keys = KEYS.slice(0, draw.integer(1, 3));
    const gets = draw.list({ min: 3, max: 16 }, () => [10 * draw.integer(0, 40), draw.oneOf(keys)] as const);
    const loads = draw.list({ min: 1, max: 8 }, () => ({
      key: draw.oneOf(keys),
      forMs: draw.oneOf([15, 5, 35, 75]),
      ...(draw.boolean(0.3) ? { fails: true } : {}),
    }));
    return { options: { staleMs: draw.oneOf([50, 100]) }, gets, loads };
  },
);

/** Many more keys than places, half of whose loads fail: what is held? */
export const manyLoads: Scenario<{ readonly capacity: number; readonly keys: number }> = {
  id: 'many-loads',
  rungs: LOADING,
  samples: () => [
    { capacity: 1, keys: 240 },
    { capacity: 10, keys: 240 },
  ],
  input: (draw) => ({ capacity: draw.integer(1, 8), keys: draw.integer(200, 240) }),
  async run(stage, { capacity, keys }) {
    const { createCache } = stage.exports as { createCache: CreateLoading };
    // A failure that is remembered has to be held somewhere.
    const fails = (key: string): boolean => stage.facts['failedLoad'] !== 'remembered' && key.startsWith('failing');
    const options = {
      ...loading(stage.rung, { ttlMs: 100, staleMs: 50, capacity }),
      load: async (key: string): Promise<unknown> => {
        await stage.sleep(1);
        if (fails(key)) throw new Error(key);
        return key;
      },
    };
    const made = stage.call('createCache', [{ capacity }], () => createCache(options));
    if (!isObject(made)) return;
    const cache = made.value as LoadingCache<unknown>;
    const getAll = async (from: number, to: number): Promise<void> => {
      const all: Promise<unknown>[] = [];
      for (let index = from; index < to; index += 1) {
        const name = `${index % 2 === 0 ? 'failing' : 'key'}${index}`;
        all.push((async () => cache.get(name))().catch(() => undefined));
      }
      await Promise.race([Promise.all(all), stage.sleep(200)]);
      await stage.sleep(10);
    };
    await getAll(0, keys);
    // Only now: what a call makes and drops again is no memory, and would be taken for it.
    stage.watchMemory();
    await getAll(keys, keys + 4);
    await stage.callAsync('get', ['key1'], () => Promise.race([cache.get('key1'), stage.sleep(200)]));
    await stage.sleep(10);
    stage.retained(capacity, cache);
  },
};

/** Steps of gets that find what they want. */
export const costOfHits: Scenario<Sizes> = {
  id: 'cost-of-hits',
  rungs: LOADING,
  samples: () => [{ sizes: [64, 256, 1024] }],
  input: () => ({ sizes: [] }),
  async run(stage, { sizes }) {
    const { createCache } = stage.exports as { createCache: CreateLoading };
    for (const size of sizes) {
      const options = {
        ...loading(stage.rung, { ttlMs: 100_000, staleMs: 1000, capacity: size }),
        load: (key: string): Promise<unknown> => Promise.resolve(key),
      };
      const made = stage.call('createCache', [{ capacity: size }], () => createCache(options));
      if (!isObject(made)) return;
      const cache = made.value as LoadingCache<unknown>;
      const getAll = async (): Promise<void> => {
        const all: Promise<unknown>[] = [];
        for (let index = 0; index < size; index += 1) all.push(cache.get(`k${(index * 7) % size}`));
        await Promise.race([Promise.all(all), stage.sleep(100)]);
      };
      await getAll();
      await stage.measureAsync('get', size, getAll, size);
    }
  },
};
