import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import type { RuleResult } from '../../engines/check/types';
import { DATABASE_VERSION, StoreError } from './database';
import type { AttemptEnvironment } from './environment';
import { loadSummaries } from './load';
import { openAttempt, startNewAttempt } from './open';
import { exerciseProgress, summariseLog } from './progress';
import { parseLog } from './replay';
import { type Batch, AttemptStore } from './store';
import { createBrowser, until } from './testing';
import type { RunRecord, StoreErrorCode } from './types';
import { LEASE_MS } from './writer-lock';

const LADDER = [
  { id: 'one', starter: 'starter one\n' },
  { id: 'two', starter: 'starter two\n' },
];

function opening(environment: AttemptEnvironment, change: { rung?: string; contentHash?: string } = {}) {
  const { contentHash = 'h1', ...rung } = change;
  return openAttempt({ key: { exercise: 'limiter', contentHash }, ladder: LADDER, environment, ...rung });
}

function typed(text: string, offset = 0) {
  return [{ offset, removed: 0, text }];
}

/** A store whose appends fail while `failing` names a reason. */
class FailingStore extends AttemptStore {
  failing: StoreErrorCode | undefined;

  override async append(batch: Batch): Promise<void> {
    if (this.failing !== undefined) throw new StoreError(this.failing);
    return super.append(batch);
  }

  override async findOrBegin(...args: Parameters<AttemptStore['findOrBegin']>) {
    if (this.failing !== undefined) throw new StoreError(this.failing);
    return super.findOrBegin(...args);
  }
}

const RULES: readonly RuleResult[] = [
  { rule: 'limit', verdict: 'pass', message: 'ok', cases: 3 },
  { rule: 'reset', verdict: 'fail', message: 'late', cases: 3, failedCase: 2 },
];
const FAILED: RunRecord = { outcome: 'fail', rules: RULES, console: [], ms: 40 };
const PASSED: RunRecord = { outcome: 'pass', rules: RULES.slice(0, 1), console: [], ms: 40 };

describe('Attempt', () => {
  it('gives back text, cursor, rung, verdict, hints and run count when opened again', async () => {
    const browser = createBrowser();
    const first = await opening(browser.tab(), { rung: 'one' });
    expect(first.text).toBe('starter one\n');
    expect(first.edit(typed('mine: '))).toBe(true);
    first.enterRung('two');
    first.edit(typed('more of '), first.text.length + 8);
    expect(first.runStarted(9)).toBe(1);
    first.verdict(1, FAILED);
    first.hint(0);
    first.cursor({ line: 1, column: 5, scrollTop: 20 });
    await first.close();
    const again = await opening(browser.tab());
    expect(again.rung).toBe('two');
    expect(again.text).toBe('more of mine: starter one\n');
    expect(again.place).toEqual({ line: 1, column: 5, scrollTop: 20 });
    expect(again.lastVerdict).toMatchObject({ run: 1, result: FAILED });
    expect([...again.hints]).toEqual([0]);
    expect(again.runs).toBe(1);
    again.enterRung('one');
    expect(again.text).toBe('mine: starter one\n');
    expect(again.lastVerdict).toBeUndefined();
    again.end();
  });

  it('keeps what was done in stages, and further files from rung to rung', async () => {
    const browser = createBrowser();
    const first = await opening(browser.tab(), { rung: 'one' });
    first.stage('clarify', { do: 'ask', text: 'how many?' });
    expect(first.openFile('tests.ts', 'test one\n')).toBe(true);
    expect(first.edit(typed('my '), 12, 'tests.ts')).toBe(true);
    first.enterRung('two');
    first.openFile('tests.ts', 'test two\n');
    first.stage('clarify', { do: 'pick' });
    await first.close();
    const again = await opening(browser.tab());
    expect(again.textOf('tests.ts')).toBe('my test one\n');
    expect(again.text).toBe('starter two\n');
    expect(again.stageEntries('clarify')).toMatchObject([
      { rung: 'one', data: { do: 'ask', text: 'how many?' } },
      { rung: 'two', data: { do: 'pick' } },
    ]);
    expect(again.stageEntries('review')).toEqual([]);
    again.end();
  });

  it('has an edit on disk within 300 ms, in batches, and at once when the page is left or run', async () => {
    const browser = createBrowser();
    const tab = browser.tab();
    const attempt = await opening(tab);
    const stored = async () => (await tab.store.read(attempt.id)).length;
    attempt.edit(typed('a'));
    attempt.edit(typed('b'));
    expect(attempt.saveState.kind).toBe('saving');
    browser.clock.advance(240);
    expect(await stored()).toBe(2);
    browser.clock.advance(60);
    await until(() => attempt.saveState.kind === 'saved');
    expect(await stored()).toBe(4);
    attempt.edit(typed('c'));
    tab.leave();
    await until(() => attempt.saveState.kind === 'saved');
    expect(await stored()).toBe(5);
    attempt.edit(typed('d'));
    attempt.runStarted(1);
    await until(() => attempt.saveState.kind === 'saved');
    expect(await stored()).toBe(7);
    attempt.end();
  });

  it('keeps the last cursor of a second, and no more', async () => {
    const browser = createBrowser();
    const tab = browser.tab();
    const attempt = await opening(tab);
    for (let line = 1; line <= 50; line += 1) attempt.cursor({ line, column: 1, scrollTop: 0 });
    expect(attempt.saveState.kind).toBe('saved');
    browser.clock.advance(1_000);
    await attempt.flush();
    expect((await tab.store.read(attempt.id)).length).toBe(3);
    expect(attempt.place?.line).toBe(50);
    attempt.end();
  });

  it('types on while writing fails, says why, and writes all of it once that works', async () => {
    const browser = createBrowser();
    const store = new FailingStore({ name: browser.name });
    const attempt = await opening(browser.tab({ store }));
    store.failing = 'quota';
    attempt.edit(typed('a'));
    await attempt.flush();
    attempt.edit(typed('b'));
    expect(attempt.saveState).toMatchObject({ kind: 'failed', reason: 'quota', unsaved: 2 });
    expect(attempt.saveState.kind === 'failed' && attempt.saveState.message).toMatch(/no room left/);
    expect(attempt.text).toBe('bastarter one\n');
    browser.clock.advance(1_000);
    await attempt.flush();
    expect(attempt.saveState.kind).toBe('failed');
    store.failing = undefined;
    browser.clock.advance(2_000);
    await until(() => attempt.saveState.kind === 'saved');
    await attempt.close();
    expect((await opening(browser.tab())).text).toBe('bastarter one\n');
  });

  it('lives in the tab where nothing can be stored, and is stored whole when that ends', async () => {
    const browser = createBrowser();
    const store = new FailingStore({ name: browser.name });
    store.failing = 'unavailable';
    const tab = browser.tab({ store });
    const attempt = await opening(tab);
    attempt.edit(typed('a'));
    expect(attempt.saveState).toMatchObject({ kind: 'failed', reason: 'unavailable', unsaved: 3 });
    await attempt.close();
    // The learner went to another page of the site and comes back.
    const again = await opening(tab);
    expect(again).toBe(attempt);
    store.failing = undefined;
    browser.clock.advance(15_000);
    await until(() => again.saveState.kind === 'saved');
    await again.close();
    expect((await opening(browser.tab())).text).toBe('astarter one\n');
  });

  it('refuses changes that do not fit, so that the page gives the whole text', async () => {
    const attempt = await opening(createBrowser().tab());
    expect(attempt.edit([{ offset: 99, removed: 0, text: 'x' }])).toBe(false);
    expect(attempt.edit(typed('x'), 5)).toBe(false);
    expect(attempt.setText('all of it\r\nhere', 'restore')).toBe(true);
    expect(attempt.text).toBe('all of it\nhere');
    attempt.end();
  });

  it('stays with the content it was made on, and starts anew with the text when asked', async () => {
    const browser = createBrowser();
    const old = await opening(browser.tab());
    old.edit(typed('mine '));
    old.enterRung('two');
    await old.close();
    const pinned = await opening(browser.tab(), { contentHash: 'h2' });
    expect([pinned.id, pinned.isCurrent, pinned.text]).toEqual([old.id, false, 'mine starter one\n']);
    const fresh = await startNewAttempt(pinned, { carry: true });
    expect([fresh.isCurrent, fresh.rung, fresh.text]).toEqual([true, 'two', 'mine starter one\n']);
    await fresh.close();
    const again = await opening(browser.tab(), { contentHash: 'h2' });
    expect([again.id, again.state.rungs.size]).toEqual([fresh.id, 2]);
    again.end();
  });

  it('refuses to write to an attempt of a newer Drydock, in a sentence', async () => {
    const browser = createBrowser();
    const attempt = await opening(browser.tab());
    attempt.edit(typed('a'));
    await attempt.close();
    const raw = await openDB(browser.name, DATABASE_VERSION);
    await raw.put('heads', { ...attempt.head, format: 2 });
    const refused = await opening(browser.tab());
    expect(refused.saveState).toMatchObject({ kind: 'read-only', reason: 'newer-format' });
    expect(refused.saveState.kind === 'read-only' && refused.saveState.message).toMatch(/format 2.*untouched/s);
    expect(refused.edit(typed('b'))).toBe(false);
    expect(await raw.count('events')).toBe(3);
    raw.close();
    refused.end();
  });

  it('mends a damaged log: says once what was lost, and stands on a whole text from then on', async () => {
    const browser = createBrowser();
    const attempt = await opening(browser.tab());
    for (const letter of 'abcd') attempt.edit(typed(letter));
    await attempt.close();
    const raw = await openDB(browser.name, DATABASE_VERSION);
    await raw.put('events', { attempt: attempt.id, index: 4, at: 'noon', body: null });
    const mended = await opening(browser.tab());
    expect(mended.notice).toMatch(/^1 saved record after .* could not be read .*1 later edit could not be applied/);
    expect(mended.text).toBe('bastarter one\n');
    mended.edit(typed('e'));
    await mended.close();
    expect(await raw.get('events', [attempt.id, 4])).toMatchObject({ at: 'noon' });
    raw.close();
    const later = await opening(browser.tab());
    expect([later.notice, later.text]).toEqual([undefined, 'ebastarter one\n']);
    later.end();
  });

  it('adds the whole text every hundred edits, and never runs anything by itself', async () => {
    const browser = createBrowser();
    const tab = browser.tab();
    const attempt = await opening(tab);
    attempt.setText('export function createLimiter() { while (true) {} }\n', 'restore');
    for (let i = 0; i < 250; i += 1) attempt.edit(typed('.'));
    await attempt.close();
    const again = await opening(browser.tab());
    again.end();
    const types = parseLog(await tab.store.read(attempt.id)).map((e) => ('event' in e ? e.event.body.type : 'damage'));
    expect(types.filter((type) => type === 'text')).toHaveLength(4);
    expect(types.filter((type) => type === 'run' || type === 'damage')).toEqual([]);
  });
});

describe.each([{ locks: true }, { locks: false }])('two tabs, Web Locks: $locks', ({ locks }) => {
  it('one writes, the other reads along and says so', async () => {
    const browser = createBrowser({ locks });
    const writer = await opening(browser.tab());
    const reader = await opening(browser.tab());
    expect(reader.id).toBe(writer.id);
    expect(reader.saveState).toMatchObject({ kind: 'read-only', reason: 'other-tab' });
    expect(reader.edit(typed('no'))).toBe(false);
    writer.edit(typed('yes '));
    await writer.flush();
    await until(() => reader.text === 'yes starter one\n');
    writer.enterRung('two');
    await writer.flush();
    await until(() => reader.rung === 'two');
    writer.end();
    reader.end();
  });

  it('the reader writes on where the writer ended', async () => {
    const browser = createBrowser({ locks });
    const writer = await opening(browser.tab());
    const reader = await opening(browser.tab());
    writer.edit(typed('first '));
    await writer.close();
    await until(() => {
      browser.clock.advance(100);
      return !reader.isReadOnly;
    });
    expect(reader.text).toBe('first starter one\n');
    expect(reader.edit(typed('then '))).toBe(true);
    await reader.close();
    const third = await opening(browser.tab());
    expect(third.text).toBe('then first starter one\n');
    third.end();
  });
});

describe('a writer without Web Locks', () => {
  it('that slept through its lease writes nothing over its successor, and keeps its text', async () => {
    const browser = createBrowser({ locks: false });
    const store = new FailingStore({ name: browser.name });
    const asleep = await opening(browser.tab({ store }));
    // Its timers stood still; another tab finds the lease ended.
    await store.lease({
      attempt: asleep.id,
      holder: 'successor',
      now: browser.clock.now() + LEASE_MS,
      lengthMs: LEASE_MS,
    });
    asleep.edit(typed('late '));
    await asleep.flush();
    expect(asleep.saveState).toMatchObject({ kind: 'read-only', reason: 'taken-over' });
    expect((await store.read(asleep.id)).length).toBe(2);
    const saved = await startNewAttempt(asleep, { carry: true });
    expect([saved.id === asleep.id, saved.text]).toEqual([false, 'late starter one\n']);
    saved.end();
  });
});

describe('progress', () => {
  it('is kept beside the log as the log says it, and read for the catalogue', async () => {
    const browser = createBrowser();
    const tab = browser.tab();
    const attempt = await opening(tab);
    const progress = async () => exerciseProgress('limiter', ['one', 'two'], await tab.store.summaries());
    expect((await progress()).status).toBe('not-started');
    attempt.edit(typed('a'));
    attempt.verdict(attempt.runStarted(1) ?? 0, PASSED);
    attempt.verdict(attempt.runStarted(1) ?? 0, FAILED);
    attempt.enterRung('two');
    browser.clock.advance(5_000);
    attempt.cursor({ line: 12, column: 3, scrollTop: 0 });
    attempt.verdict(attempt.runStarted(1) ?? 0, FAILED);
    attempt.hint(1);
    await attempt.close();
    expect(await progress()).toMatchObject({
      status: 'in-progress',
      passed: ['one'],
      last: { outcome: 'fail', passing: 1, failing: 1, of: 2 },
      lastAt: browser.clock.now(),
      leftOff: { rung: 'two', cursor: { file: 'solution.ts', line: 12 } },
    });
    const again = summariseLog(attempt.head, parseLog(await tab.store.read(attempt.id)));
    expect(await loadSummaries(tab)).toEqual({ ok: true, summaries: [again] });
  });

  it('says why it cannot be read, and takes nothing down with it', async () => {
    const browser = createBrowser();
    await (await opening(browser.tab())).close();
    const newer = await openDB(browser.name, DATABASE_VERSION + 1);
    const loaded = await loadSummaries(browser.tab());
    expect(loaded).toMatchObject({ ok: false, code: 'newer-database', message: expect.stringMatching(/Reload/) });
    newer.close();
  });
});
