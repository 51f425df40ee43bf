/** Gets that overlap. Gets stand at whole tens of milliseconds and loads end at fives, so that none comes as the other ends. */
import type { Draw, Scenario, Stage } from 'drydock';
import type { Cache as LoadingCache, CacheOptions as ReadThroughOptions } from '../contract/read-through';
import { isObject } from './traffic';
import { type OddValue, oddValue } from './values';

export const LOADING = ['read-through', 'stale-while-revalidate'];

export const STALE = ['stale-while-revalidate'];

/** What is asked, and how long the loads take that follow from it. */
export type Plan = {
  readonly caches: readonly LoadingOptions[];
  readonly gets: readonly GetPlan[];
  /** The first load of a key is its first entry here, and so on; loads beyond are `forMs: 15`. */
  readonly loads: readonly LoadPlan[];
};

export type LoadingOptions = { readonly ttlMs: number; readonly staleMs?: number; readonly capacity: number };

export type GetPlan = { readonly atMs: number; readonly key: string; readonly cache?: number };

export type LoadPlan = {
  readonly key: string;
  readonly forMs: number;
  readonly fails?: boolean;
  /** What it answers or fails with. Default a text of its own, or an `Error` with it. */
  readonly with?: OddValue;
  /** A key that it gets, and awaits, before all else. */
  readonly asks?: string;
};

export type CreateLoading = (options: ReadThroughOptions<unknown>) => LoadingCache<unknown>;

/** Virtual milliseconds after the last get, in which all loads end. */
const PATIENCE_MS = 1000;

export async function ask(stage: Stage, plan: Plan): Promise<void> {
  const loads: { readonly id: string; readonly cache: number; readonly key: string; readonly value: unknown }[] = [];
  let asked = 0;

  async function askOne(at: number, key: string): Promise<void> {
    const cache = made[at];
    if (cache === undefined) return;
    const number = (asked += 1);
    const outcome = await stage.callAsync('get', [key], () => {
      const promise: unknown = cache.get(key);
      if (!isThenable(promise)) stage.mark('no-promise', { get: number, key });
      return promise;
    });
    const got = outcome.ok ? outcome.value : outcome.error;
    const same = loads.filter((load) => load.cache === at && load.key === key && Object.is(load.value, got));
    stage.mark('got', { get: number, ok: outcome.ok, loads: same.map(({ id }) => id) });
  }

  async function load(at: number, key: string): Promise<unknown> {
    const number = loads.filter((one) => one.cache === at && one.key === key).length;
    const planned = plan.loads.filter((one) => one.key === key)[number] ?? { key, forMs: 15 };
    const id = `${at === 0 ? '' : `${at + 1}:`}${key}${number + 1}`;
    const value = planned.with !== undefined ? oddValue(planned.with) : planned.fails ? new Error(id) : id;
    loads.push({ id, cache: at, key, value });
    stage.mark('load-start', { cache: at, key, load: id });
    if (planned.asks !== undefined) await askOne(at, planned.asks);
    await stage.sleep(planned.forMs);
    stage.mark('load-end', { cache: at, key, load: id, ok: planned.fails !== true });
    if (planned.fails) throw value;
    return value;
  }

  const made = plan.caches.map((options, at) => {
    const { createCache } = stage.exports as { createCache: CreateLoading };
    const whole = { ...options, load: (key: string) => load(at, key) };
    const answered = stage.call('createCache', [{ ...options }], () => createCache(whole));
    return isObject(answered) ? (answered.value as LoadingCache<unknown>) : undefined;
  });
  for (const { atMs, key, cache = 0 } of [...plan.gets].sort((a, b) => a.atMs - b.atMs)) {
    if (atMs > stage.now()) {
      await stage.sleep(atMs - stage.now());
      // Timers of the program that are due now come first.
      await stage.sleep(0);
    }
    void askOne(cache, key);
  }
  await stage.sleep(PATIENCE_MS);
}

function isThenable(value: unknown): boolean {
  const hasParts = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return hasParts && typeof (value as { then?: unknown }).then === 'function';
}

/** Options of one rung; with room for all, unless told otherwise. */
export function loading(rung: string, { ttlMs = 100, capacity = 50, staleMs = 50 } = {}): LoadingOptions {
  return rung === 'read-through' ? { ttlMs, capacity } : { ttlMs, staleMs, capacity };
}

type Asked = {
  readonly options?: { readonly ttlMs?: number; readonly staleMs?: number; readonly capacity?: number };
  readonly gets: readonly (readonly [atMs: number, key: string])[];
  readonly loads?: readonly LoadPlan[];
};

export function overlapping(
  id: string,
  rungs: readonly string[],
  samples: () => readonly Asked[],
  input: (draw: Draw) => Asked,
): Scenario<Plan> {
  const whole = (rung: string, { options, gets, loads = [] }: Asked): Plan => ({
    caches: [loading(rung, options)],
    gets: gets.map(([atMs, key]) => ({ atMs, key })),
    loads,
  });
  return {
    id,
    rungs,
    samples: (rung) => samples().map((asked) => whole(rung, asked)),
    input: (draw, rung) => whole(rung, input(draw)),
    run: ask,
  };
}

export function drawForMs(draw: Draw): number {
  return draw.oneOf([15, 5, 35, 75]);
}
