/** From happenings to what the drawing shows: lives, loads and calls, at places on the axis of steps. */
import {
  createSlots,
  type CacheSlotsCall,
  type CacheSlotsLife,
  type CacheSlotsLoad,
  type CacheSlotsSide,
  type Facts,
} from 'drydock';
import type { Happening } from './happenings';

/** The steps of both sides: the happenings of one millisecond in yours' order, then those that only the reference has. */
export interface Axis {
  readonly moments: readonly { readonly id: string; readonly t: number; readonly seq: number }[];
  /** Step of a happening; -1 where it is no step of its own. */
  at(happening: Pick<Happening, 'id' | 't'>): number;
  /** Place of an instant: between two steps where nothing happens then. */
  placeOf(t: number): number;
}

export function axisOf(reference: readonly Happening[], yours: readonly Happening[]): Axis {
  const known = new Set(yours.map(keyOf));
  const merged = [...yours, ...reference.filter((one) => !known.has(keyOf(one)))];
  const moments = merged.toSorted((a, b) => a.t - b.t);
  const steps = new Map(moments.map((moment, index) => [keyOf(moment), index]));
  return {
    moments,
    at: (happening) => steps.get(keyOf(happening)) ?? -1,
    placeOf(t) {
      const before = moments.findLastIndex((moment) => moment.t < t);
      const next = moments[before + 1];
      const from = moments[before];
      if (next === undefined) return Math.max(0, moments.length - 1);
      return from === undefined ? 0 : before + (t - from.t) / (next.t - from.t);
    },
  };
}

function keyOf({ id, t }: Pick<Happening, 'id' | 't'>): string {
  return `${id} ${t}`;
}

/** What both sides show alike: loads, and calls with their answers. */
export function callsAndLoads(happenings: readonly Happening[], axis: Axis): Pick<CacheSlotsSide, 'calls' | 'loads'> {
  const answers = new Map(happenings.flatMap((one) => (one.what.is === 'answer' ? [[one.what.of, one] as const] : [])));
  const ends = new Map(
    happenings.flatMap((one) => (one.what.is === 'loaded' ? [[one.id.slice(0, -1), one] as const] : [])),
  );
  const calls = happenings.flatMap((one): CacheSlotsCall[] => {
    if (one.what.is !== 'call') return [];
    const answer = answers.get(one.id);
    const at = axis.at(one);
    const head = { id: one.id, op: one.what.op, key: one.key, at };
    if (answer?.what.is !== 'answer') return [{ ...head, answer: 'none' }];
    const isLater = answer.t > one.t;
    return [{ ...head, ...(isLater ? { settled: axis.at(answer) } : {}), answer: answer.what.answer }];
  });
  const loads = happenings.flatMap((one): CacheSlotsLoad[] => {
    if (one.what.is !== 'load') return [];
    const id = one.id.slice(0, -1);
    const end = ends.get(id);
    const head = { id, key: one.key, from: axis.at(one) };
    if (end?.what.is !== 'loaded') return [head];
    return [{ ...head, to: axis.at(end), ...(end.what.ok ? {} : { failed: true }) }];
  });
  return { calls, loads };
}

export interface Options {
  readonly ttlMs?: number;
  readonly staleMs?: number;
  readonly capacity?: number;
}

interface Open {
  from: number;
  freshUntilMs: number;
}

/** The lives that the contract gives to the reference's happenings, and what is held at each step, last used first. */
export function livesByContract(
  happenings: readonly Happening[],
  axis: Axis,
  { ttlMs = Infinity, staleMs = 0, capacity = Infinity }: Options,
  facts: Facts,
): { readonly lives: readonly CacheSlotsLife[]; readonly held: readonly (readonly string[])[] } {
  const isLoading = happenings.some(({ what }) => what.is === 'load');
  const readExtends = !isLoading && facts['getExtends'] === 'yes';
  const slots = createSlots<true>({ ttlMs, staleMs, capacity, readExtends });
  const open = new Map<string, Open>();
  const lives: CacheSlotsLife[] = [];
  const byStep = new Map(happenings.map((one) => [axis.at(one), one]));

  function close(key: string, to: number, end: CacheSlotsLife['end']): void {
    const life = open.get(key);
    if (life === undefined) return;
    open.delete(key);
    const staleFrom = Math.min(to, axis.placeOf(life.freshUntilMs));
    lives.push({ key, from: life.from, to, end, ...(staleMs > 0 && staleFrom < to ? { staleFrom } : {}) });
  }

  const held = axis.moments.map(({ t }, step) => {
    for (const [key, { freshUntilMs }] of [...open]) {
      if (freshUntilMs + staleMs <= t) close(key, axis.placeOf(freshUntilMs + staleMs), 'expired');
    }
    const now = byStep.get(step);
    if (now !== undefined) {
      const { key, what } = now;
      const isSet = what.is === 'call' && what.op === 'set' && what.value !== undefined && what.value !== 'undefined';
      if (isSet || (what.is === 'loaded' && what.ok)) {
        slots.write(key, true, t);
        close(key, step, 'replaced');
        open.set(key, { from: step, freshUntilMs: t + ttlMs });
      } else if (what.is === 'call' && what.op === 'get') {
        const life = open.get(key);
        if (slots.read(key, t)?.isStale === false && readExtends && life !== undefined) life.freshUntilMs = t + ttlMs;
      } else if (what.is === 'call') {
        slots.remove(key, t);
        close(key, step, 'deleted');
      }
    }
    const keys = slots.keys(t).toReversed();
    for (const key of [...open.keys()]) if (!keys.includes(key)) close(key, step, 'evicted');
    return keys;
  });
  const last = Math.max(0, axis.moments.length - 1);
  for (const key of [...open.keys()]) close(key, last, 'unknown');
  return { lives, held };
}

/** Of yours only what its answers show: from where an entry was put to the last get that found it. */
export function livesByAnswers(happenings: readonly Happening[], axis: Axis): readonly CacheSlotsLife[] {
  const lives: { key: string; from: number; to: number; end: CacheSlotsLife['end'] }[] = [];
  const latest = (key: string) => lives.findLast((life) => life.key === key && life.end === 'unknown');
  for (const one of happenings) {
    const at = axis.at(one);
    const life = latest(one.key);
    const { what } = one;
    if (at < 0 && what.is !== 'answer') continue;
    const isPut =
      (what.is === 'call' && what.op === 'set' && what.value !== undefined && what.value !== 'undefined') ||
      (what.is === 'loaded' && what.ok);
    if (isPut) {
      if (life !== undefined) Object.assign(life, { to: Math.max(life.to, at), end: 'replaced' });
      lives.push({ key: one.key, from: at, to: at, end: 'unknown' });
    } else if (what.is === 'call' && what.op === 'delete' && life !== undefined) {
      Object.assign(life, { to: at, end: 'deleted' });
    } else if (what.is === 'answer' && life !== undefined && what.answer === 'value') {
      const call = happenings.find(({ id }) => id === what.of);
      if (call?.what.is === 'call' && call.what.op === 'get' && call.t === one.t) life.to = axis.at(call);
    }
  }
  return lives;
}
