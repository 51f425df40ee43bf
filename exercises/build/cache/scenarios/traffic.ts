/** Calls one after another, as data, and how they are made. */
import type { Draw, Outcome, Scenario, Stage } from 'drydock';
import type { Cache as PlainCache } from '../contract/capacity';
import { type OddValue, oddValue } from './values';

export const SYNC = ['get-set', 'ttl', 'capacity'];

export const TIMED = ['ttl', 'capacity'];

export const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

export const ODD_KEYS = [
  '',
  '__proto__',
  'constructor',
  'toString',
  'a',
  'A',
  ' a',
  '0',
  '00',
  'hasOwnProperty',
  'ä',
  '😀',
];

/** What is done to caches. Each `get` and `delete` is answered before the next call. */
export type Traffic = {
  readonly caches: readonly SlotOptions[];
  readonly acts: readonly Act[];
};

export type SlotOptions = { readonly ttlMs?: number; readonly capacity?: number };

export type Act = {
  readonly op: 'get' | 'set' | 'delete';
  readonly key: string;
  /** What is set; `odd` in place of it names something that is no plain text. */
  readonly value?: string;
  readonly odd?: OddValue;
  /** Time that passes before it. Default 0. */
  readonly waitMs?: number;
  /** Index of its cache. Default 0. */
  readonly cache?: number;
};

type CreatePlain = (options: SlotOptions) => PlainCache<unknown>;

export function makePlain(stage: Stage, options: SlotOptions): PlainCache<unknown> | undefined {
  const { createCache } = stage.exports as { createCache: CreatePlain };
  const made = stage.call('createCache', [{ ...options }], () => createCache({ ...options }));
  return isObject(made) ? (made.value as PlainCache<unknown>) : undefined;
}

export function isObject(made: Outcome): made is Extract<Outcome, { readonly ok: true }> {
  return made.ok && (typeof made.value === 'object' || typeof made.value === 'function') && made.value !== null;
}

export async function drive(stage: Stage, { caches, acts }: Traffic): Promise<void> {
  const made = caches.map((options) => makePlain(stage, options));
  const values = acts.map(({ value, odd }) => (odd === undefined ? value : oddValue(odd)));
  for (const [index, { op, key, waitMs = 0, cache: at = 0 }] of acts.entries()) {
    if (waitMs > 0) await stage.sleep(waitMs);
    const cache = made[at];
    if (cache === undefined) return;
    if (op === 'set') {
      const { value, odd } = acts[index] as Act;
      stage.call('set', [key, odd ?? value], () => cache.set(key, values[index]));
    } else if (op === 'delete') {
      stage.call('delete', [key], () => cache.delete(key));
    } else {
      const answered = stage.call('get', [key], () => cache.get(key));
      // What has parts is compared by its parts in a trace: a copy is told here.
      const value = answered.ok ? answered.value : undefined;
      const hasParts = (typeof value === 'object' && value !== null) || typeof value === 'function';
      if (hasParts && !values.includes(value)) stage.mark('a-copy', { key });
    }
  }
}

/** Options of one rung, as much as it has of them; with room for all, unless told otherwise. */
export function slots(rung: string, { ttlMs = 1000, capacity = 50 }: SlotOptions = {}): SlotOptions {
  if (rung === 'get-set') return {};
  return rung === 'ttl' ? { ttlMs } : { ttlMs, capacity };
}

export function get(key: string, waitMs = 0): Act {
  return { op: 'get', key, ...(waitMs === 0 ? {} : { waitMs }) };
}

export function set(key: string, value: string, waitMs = 0): Act {
  return { op: 'set', key, value, ...(waitMs === 0 ? {} : { waitMs }) };
}

export function remove(key: string, waitMs = 0): Act {
  return { op: 'delete', key, ...(waitMs === 0 ? {} : { waitMs }) };
}

/** Acts at given times, in order. */
export function timed(acts: readonly (readonly [atMs: number, act: Act])[]): Act[] {
  const sorted = [...acts].sort(([a], [b]) => a - b);
  return sorted.map(([atMs, act], index) => ({ ...act, waitMs: atMs - (sorted[index - 1]?.[0] ?? 0) }));
}

type Made = { readonly options?: SlotOptions; readonly acts: readonly Act[] };

/** A scenario of one cache. */
export function traffic(
  id: string,
  rungs: readonly string[],
  samples: () => readonly Made[],
  input: (draw: Draw) => Made,
): Scenario<Traffic> {
  const whole = (rung: string, { options, acts }: Made): Traffic => ({ caches: [slots(rung, options)], acts });
  return {
    id,
    rungs,
    samples: (rung) => samples().map((made) => whole(rung, made)),
    input: (draw, rung) => whole(rung, input(draw)),
    run: drive,
  };
}

export function drawTtl(draw: Draw): number {
  return draw.oneOf([100, 10, 1000, 60_000, 7]);
}

/** Numbers of entries. */
export type Sizes = { readonly sizes: readonly number[] };
