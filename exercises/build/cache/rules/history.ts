/** Gets that overlap with loads: a history of each get, read from the trace. */
import { type Call, type Data, type Run, type TraceEvent, formatData } from 'drydock';
import type { Plan } from '../scenarios/plan';
import { isInstance } from './answers';
import { type Fields, remembersFailures } from './facts';
import { at, how, problemsOf } from './problems';

interface Load {
  readonly id: string;
  readonly start: TraceEvent;
  end?: { readonly event: TraceEvent; readonly ok: boolean };
}

interface Slot {
  /** The value that is there, and when its load fulfilled. */
  entry?: { readonly load: Load; readonly atMs: number };
  inFlight: Load | undefined;
  failure?: { readonly load: Load; readonly atMs: number };
  /** A refresh of this value has failed: whether another is made is left open. */
  hasFailed: boolean;
  /** When a get last gave a reason to load. */
  asked?: TraceEvent;
}

export interface Get {
  readonly key: string;
  readonly call: TraceEvent;
  end?: { readonly event: TraceEvent; readonly ok: boolean; loads: readonly string[] };
  isBroken: boolean;
  /** What it may expect; `pending`: a load that has to start in this millisecond. */
  expects:
    | { readonly of: 'fresh' | 'stale' | 'remembered'; readonly load: Load }
    | { readonly of: 'load'; readonly load: Load }
    | { readonly of: 'pending' };
}

export type Kind =
  | 'made'
  | 'promise'
  | 'no-load'
  | 'needless'
  | 'double'
  | 'fresh'
  | 'stale'
  | 'no-refresh'
  | 'waiter'
  | 'failure'
  | 'remembered';

export interface Problem {
  readonly kind: Kind;
  readonly at: number;
  readonly because: string;
  readonly causes?: readonly number[];
  readonly expected?: Data;
  readonly actual?: Data;
}

export interface History {
  readonly gets: readonly Get[];
  readonly loads: readonly Load[];
  readonly problems: readonly Problem[];
}

const histories = new WeakMap<Run, History>();

export function historyOf(run: Run): History {
  let history = histories.get(run);
  if (history === undefined) histories.set(run, (history = readHistory(run)));
  return history;
}

function readHistory({ trace, input, facts }: Run): History {
  const { caches } = input as Plan;
  const slots = caches.map(() => new Map<string, Slot>());
  /** Keys with an entry, least recently used first. */
  const uses = caches.map((): string[] => []);
  const gets: Get[] = [];
  const loads: Load[] = [];
  const problems: Problem[] = [];
  const say = (kind: Kind, event: TraceEvent, because: string, more: Partial<Problem> = {}): void =>
    void problems.push({ kind, at: event.seq, because, ...more });
  let pending: { readonly slot: Slot; readonly get: Get; readonly cache: number }[] = [];
  let unrefreshed: { readonly slot: Slot; readonly get: Get }[] = [];
  const cacheOf = cachesOfGets(trace, input as Plan);

  function slotOf(cache: number, key: string): Slot {
    const map = slots[cache] ?? new Map<string, Slot>();
    const slot = map.get(key) ?? { inFlight: undefined, hasFailed: false };
    map.set(key, slot);
    return slot;
  }

  function ageOf(cache: number, slot: Slot, t: number): 'fresh' | 'stale' | 'gone' {
    const { ttlMs = 0, staleMs = 0 } = caches[cache] ?? {};
    if (slot.entry === undefined) return 'gone';
    const ageMs = t - slot.entry.atMs;
    return ageMs < ttlMs ? 'fresh' : ageMs < ttlMs + staleMs ? 'stale' : 'gone';
  }

  function use(cache: number, key: string): void {
    const keys = uses[cache] ?? [];
    uses[cache] = [...keys.filter((one) => one !== key), key];
  }

  function asked(event: TraceEvent, key: string): void {
    const cache = cacheOf[gets.length] ?? 0;
    const slot = slotOf(cache, key);
    const age = ageOf(cache, slot, event.t);
    const get: Get = { key, call: event, isBroken: false, expects: { of: 'pending' } };
    gets.push(get);
    if (age !== 'gone' && slot.entry !== undefined) {
      use(cache, key);
      get.expects = { of: age, load: slot.entry.load };
      if (age === 'fresh') return;
      slot.asked = event;
      if (slot.inFlight === undefined && !slot.hasFailed) unrefreshed.push({ slot, get });
      return;
    }
    const { ttlMs = 0 } = caches[cache] ?? {};
    const isRemembered = remembersFailures(facts) && slot.failure !== undefined && event.t < slot.failure.atMs + ttlMs;
    if (slot.inFlight !== undefined) get.expects = { of: 'load', load: slot.inFlight };
    else if (isRemembered && slot.failure !== undefined) get.expects = { of: 'remembered', load: slot.failure.load };
    else {
      slot.asked = event;
      pending.push({ slot, get, cache });
    }
  }

  function started(event: TraceEvent, cache: number, key: string, id: string): void {
    const slot = slotOf(cache, key);
    const load: Load = { id, start: event };
    loads.push(load);
    if (slot.inFlight !== undefined) {
      const first = slot.inFlight.start;
      const because = `load(${formatData(key)}) is called at ${at(event)}, while the load of the same key that began at ${at(first)} is in flight.`;
      say('double', event, because, { causes: [first.seq], expected: 1, actual: 2 });
      return;
    }
    if (slot.asked?.t !== event.t) {
      const last = slot.entry;
      const because =
        last === undefined
          ? `load(${formatData(key)}) is called at ${at(event)}, when no get asks for it.`
          : `load(${formatData(key)}) is called at ${at(event)}, and ${last.load.id}, which was loaded at t = ${last.atMs}, is ${ageOf(cache, slot, event.t)}: there is no reason to.`;
      say('needless', event, because, last?.load.end ? { causes: [last.load.end.event.seq] } : {});
    }
    slot.inFlight = load;
    for (const one of pending) if (one.slot === slot) one.get.expects = { of: 'load', load };
    pending = pending.filter((one) => one.slot !== slot);
    unrefreshed = unrefreshed.filter((one) => one.slot !== slot);
  }

  function ended(event: TraceEvent, cache: number, key: string, id: string, ok: boolean): void {
    const slot = slotOf(cache, key);
    const load = loads.find((one) => one.id === id);
    if (load === undefined) return;
    load.end = { event, ok };
    if (slot.inFlight !== load) return;
    slot.inFlight = undefined;
    if (!ok) {
      slot.failure = { load, atMs: event.t };
      slot.hasFailed = slot.entry !== undefined;
      return;
    }
    slot.entry = { load, atMs: event.t };
    slot.hasFailed = false;
    delete slot.failure;
    use(cache, key);
    const { capacity = Infinity } = caches[cache] ?? {};
    const there = (uses[cache] ?? []).filter((one) => ageOf(cache, slotOf(cache, one), event.t) !== 'gone');
    for (const gone of there.slice(0, Math.max(0, there.length - capacity))) delete slotOf(cache, gone).entry;
    uses[cache] = there.slice(-capacity);
  }

  function millisecondOver(last: TraceEvent): void {
    for (const { get, slot, cache } of pending) {
      const { ttlMs = 0, staleMs = 0, capacity = 0 } = caches[cache] ?? {};
      const answered = get.end === undefined ? 'nothing is loaded' : `it ${how(get.end)} without a load`;
      const why =
        slot.entry !== undefined
          ? `${slot.entry.load.id} was loaded at t = ${slot.entry.atMs}, and its ${staleMs === 0 ? ttlMs : `${ttlMs} + ${staleMs}`} ms are over`
          : slot.failure !== undefined
            ? `${slot.failure.load.id} had failed at t = ${slot.failure.atMs}`
            : loads.some(({ id }) => id.startsWith(get.key))
              ? `it had to go in a cache for ${capacity}`
              : 'it was never loaded';
      say('no-load', last, `get(${formatData(get.key)}) at ${at(get.call)} must load: ${why}. But ${answered}.`, {
        causes: [get.call.seq],
      });
      get.isBroken = true;
    }
    for (const { get, slot } of unrefreshed) {
      say(
        'no-refresh',
        last,
        `get(${formatData(get.key)}) at ${at(get.call)} finds ${slot.entry?.load.id ?? 'a value'} stale, loaded at t = ${slot.entry?.atMs ?? 0}, and when the millisecond is over no refresh has begun.`,
        { causes: [get.call.seq] },
      );
    }
    pending = [];
    unrefreshed = [];
  }

  const ofCall = new Map<number, Get>();
  for (const [index, event] of trace.entries()) {
    const { kind, op = '', cause, data, seq } = event;
    const fields = (data ?? {}) as Fields;
    if (kind === 'call' && op === 'get') {
      asked(event, String((data as readonly Data[])[0]));
      ofCall.set(seq, gets[gets.length - 1] as Get);
    } else if (kind === 'mark' && op === 'load-start') {
      started(event, Number(fields['cache']), String(fields['key']), String(fields['load']));
    } else if (kind === 'mark' && op === 'load-end') {
      ended(event, Number(fields['cache']), String(fields['key']), String(fields['load']), fields['ok'] === true);
    } else if (kind === 'mark' && op === 'no-promise') {
      const get = gets[Number(fields['get']) - 1];
      if (get) get.isBroken = true;
      say('promise', event, `get(${formatData(fields['key'])}) does not answer a promise.`);
    } else if (kind === 'mark' && op === 'got') {
      const get = gets[Number(fields['get']) - 1];
      if (get?.end) get.end.loads = fields['loads'] as readonly string[];
    } else if (cause !== undefined && op === 'get') {
      const get = ofCall.get(cause);
      if (get) get.end = { event, ok: kind === 'resolve', loads: [] };
      if (get && kind === 'throw') {
        get.isBroken = true;
        say('promise', event, `get(${formatData(get.key)}) throws; it answers a promise, whatever happens.`);
      }
    } else if (op === 'createCache' && cause !== undefined && !isInstance({ kind, value: data } as Call['end'])) {
      say('made', event, 'createCache does not answer an object with a method get. Did you forget a return?');
    }
    if (trace[index + 1]?.t !== event.t) millisecondOver(event);
  }
  for (const get of gets) problems.push(...problemsOf(get));
  return { gets, loads, problems: problems.sort((a, b) => a.at - b.at) };
}

/** The cache of each get, in the order of the calls: a load asks the cache that it belongs to. */
function cachesOfGets(trace: readonly TraceEvent[], { gets, caches }: Plan): readonly number[] {
  if (caches.length < 2) return [];
  const planned = [...gets].sort((a, b) => a.atMs - b.atMs);
  return trace.filter(({ kind, op }) => kind === 'call' && op === 'get').map((_, index) => planned[index]?.cache ?? 0);
}
