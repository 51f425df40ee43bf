import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { DATABASE_VERSION, StoreError } from './database';
import { emptySummary, summarise } from './progress';
import { parseLog, replay } from './replay';
import { AttemptStore, type Batch, begin } from './store';
import type { AttemptHead, LogEventBody } from './types';

let databases = 0;

function createStore(): { store: AttemptStore; name: string } {
  const name = `store-test-${(databases += 1)}`;
  return { store: new AttemptStore({ name }), name };
}

function head(id: string, change: Partial<AttemptHead> = {}): AttemptHead {
  return { id, format: 1, exercise: 'limiter', contentHash: 'h1', startedAt: 100, seed: 7, ...change };
}

const BODIES: readonly LogEventBody[] = [
  { type: 'start', rung: 'one' },
  { type: 'text', rung: 'one', file: 'f', text: 'begin', why: 'start' },
];

function edit(of: AttemptHead, index: number, text = 'x'): Batch {
  const events = [
    {
      attempt: of.id,
      index,
      at: 500,
      body: { type: 'edit' as const, file: 'f', changes: [{ offset: 0, removed: 0, text }] },
    },
  ];
  return { head: of, events, summary: events.reduce(summarise, emptySummary(of)) };
}

async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no error',
    (error: unknown) => (error instanceof StoreError ? error.code : error),
  );
}

describe('AttemptStore', () => {
  it('begins one attempt, and two tabs that open together find the same', async () => {
    const { name } = createStore();
    const tabs = [new AttemptStore({ name }), new AttemptStore({ name })];
    const found = await Promise.all(tabs.map((tab, i) => tab.findOrBegin({ head: head(`a${i}`), bodies: BODIES })));
    const ids = found.map((answer) => (answer.kind === 'found' ? answer.head.id : answer.kind));
    expect(new Set(ids).size).toBe(1);
    expect(await tabs[0]?.summaries()).toHaveLength(1);
  });

  it('appends and reads in order, from anywhere', async () => {
    const { store } = createStore();
    const of = head('a');
    await store.append(begin({ head: of, bodies: BODIES }));
    for (let index = 2; index < 12; index += 1) await store.append(edit(of, index, String(index % 10)));
    await store.append(begin({ head: head('b'), bodies: BODIES }));
    const { state, losses } = replay(parseLog(await store.read('a')));
    expect(state.rungs.get('one')?.files.get('f')?.text).toBe('1098765432begin');
    expect(losses).toEqual([]);
    expect(await store.read('a', 10)).toHaveLength(2);
  });

  it('refuses a second writer of one place, and writes nothing of its batch', async () => {
    const { store } = createStore();
    const of = head('a');
    await store.append(begin({ head: of, bodies: BODIES }));
    await store.append(edit(of, 2, 'first'));
    const late = edit(of, 2, 'second');
    const more = { ...late, events: [...late.events, ...edit(of, 3).events] };
    expect(await codeOf(store.append(more))).toBe('taken-over');
    expect(await store.read('a', 2)).toEqual(edit(of, 2, 'first').events);
  });

  it('takes a batch that was written, but not heard of, for written', async () => {
    const { store } = createStore();
    const of = head('a');
    await store.append(begin({ head: of, bodies: BODIES }));
    await store.append(edit(of, 2));
    expect(await codeOf(store.append(edit(of, 2)))).toBe('no error');
    expect(await store.read('a')).toHaveLength(3);
  });

  it('goes on with the newest attempt, also when the exercise has changed since', async () => {
    const { store } = createStore();
    const [old, newer] = [head('old'), head('newer', { startedAt: 200 })];
    for (const of of [newer, old]) {
      await store.append(begin({ head: of, bodies: BODIES }));
      await store.append(edit(of, 2));
    }
    const fresh = { head: head('fresh', { startedAt: 300, contentHash: 'h2' }), bodies: BODIES };
    expect(await store.findOrBegin(fresh)).toEqual({ kind: 'found', head: newer, created: false });
  });

  it('passes over an attempt in which nothing was done when the exercise has changed', async () => {
    const { store } = createStore();
    await store.append(begin({ head: head('old'), bodies: BODIES }));
    const same = { head: head('same', { startedAt: 200 }), bodies: BODIES };
    expect(await store.findOrBegin(same)).toMatchObject({ head: { id: 'old' } });
    const fresh = { head: head('fresh', { startedAt: 300, contentHash: 'h2' }), bodies: BODIES };
    expect(await store.findOrBegin(fresh)).toMatchObject({ created: true, head: { id: 'fresh' } });
  });

  it('refuses an attempt of a newer format, and leaves it untouched', async () => {
    const { store, name } = createStore();
    await store.findOrBegin({ head: head('a'), bodies: BODIES });
    const raw = await openDB(name, DATABASE_VERSION);
    const newer = { ...head('a'), format: 2, startedAt: 900, somethingNew: true };
    await raw.put('heads', newer);
    expect(await store.findOrBegin({ head: head('b'), bodies: BODIES })).toEqual({ kind: 'newer', format: 2 });
    expect(await raw.getAll('heads')).toEqual([newer]);
    expect(await store.summaries()).toEqual([]);
    raw.close();
  });

  it('sets a damaged head aside, with the other attempts intact', async () => {
    const { store, name } = createStore();
    await store.append(begin({ head: head('good'), bodies: BODIES }));
    const raw = await openDB(name, DATABASE_VERSION);
    const broken = { id: 'bad', exercise: 'limiter', format: 1, startedAt: 'yesterday' };
    await raw.put('heads', broken);
    expect(await store.findOrBegin({ head: head('b'), bodies: BODIES })).toMatchObject({ head: { id: 'good' } });
    expect(await store.summaries()).toHaveLength(1);
    expect(await raw.get('heads', 'bad')).toEqual(broken);
    raw.close();
  });

  it('reads no event for the summaries, and makes a lost one again', async () => {
    const { store, name } = createStore();
    const of = head('a');
    await store.append(begin({ head: of, bodies: BODIES }));
    const written = edit(of, 2);
    await store.append({
      ...written,
      summary: written.events.reduce(summarise, begin({ head: of, bodies: BODIES }).summary),
    });
    const summaries = await store.summaries();
    const raw = await openDB(name, DATABASE_VERSION);
    await raw.clear('events');
    expect(await store.summaries('limiter')).toEqual(summaries);
    for (const { events } of [begin({ head: of, bodies: BODIES }), written])
      for (const event of events) await raw.put('events', event);
    for (const spoil of [() => raw.clear('summaries'), () => raw.put('summaries', { attempt: 'a', version: 99 })]) {
      await spoil();
      expect(await store.summaries()).toEqual(summaries);
      expect(await raw.get('summaries', 'a')).toEqual(summaries[0]);
    }
    raw.close();
  });

  it('gives way to a newer Drydock, and says so', async () => {
    const { store, name } = createStore();
    await store.findOrBegin({ head: head('a'), bodies: BODIES });
    const newer = await openDB(name, DATABASE_VERSION + 1);
    expect(await codeOf(store.append(edit(head('a'), 2)))).toBe('newer-database');
    newer.close();
    expect(await codeOf(new AttemptStore({ name }).read('a'))).toBe('newer-database');
  });

  it('has one holder of a lease at a time, until it ends or is given back', async () => {
    const { store } = createStore();
    const lease = (holder: string, now: number) => store.lease({ attempt: 'a', holder, now, lengthMs: 100 });
    expect(await lease('one', 0)).toBe(true);
    expect(await lease('two', 99)).toBe(false);
    expect(await lease('one', 99)).toBe(true);
    expect(await lease('two', 199)).toBe(true);
    await store.release('a', 'two');
    expect(await lease('one', 199)).toBe(true);
  });

  it('refuses an append of one who has lost the lease', async () => {
    const { store } = createStore();
    const of = head('a');
    await store.append(begin({ head: of, bodies: BODIES }));
    await store.lease({ attempt: 'a', holder: 'other', now: 0, lengthMs: 100 });
    expect(await codeOf(store.append({ ...edit(of, 2), holder: 'me' }))).toBe('taken-over');
    expect(await codeOf(store.append({ ...edit(of, 2), holder: 'other' }))).toBe('no error');
  });
});
