import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDatabase, StoreError } from '../database';
import { openAttempt } from '../open';
import type { OpenAttempt } from '../opening';
import { AttemptStore } from '../store';
import { createBrowser, type TestBrowser } from '../testing';
import type { AttemptHead, LogEvent } from '../types';
import { archiveParts, parseArchive } from './archive';
import { compareLogs } from './merge';
import { fromJson, isSameData, toJson } from './plain';
import { exportAttempts, importAttempts, type ImportReport } from './transfer';

const options = (environment: OpenAttempt['environment'], exercise = 'limiter'): OpenAttempt => ({
  key: { exercise, contentHash: 'c1' },
  ladder: [{ id: 'one', starter: 'let a;\n' }],
  ...(environment === undefined ? {} : { environment }),
});

async function type(browser: TestBrowser, text: string, exercise?: string): Promise<string> {
  const attempt = await openAttempt(options(browser.tab(), exercise));
  attempt.edit([{ offset: 0, removed: 0, text }]);
  await attempt.close();
  browser.clock.advance(1_000);
  return attempt.id;
}

async function textOf(browser: TestBrowser, exercise?: string): Promise<string> {
  const attempt = await openAttempt(options(browser.tab(), exercise));
  const { text } = attempt;
  await attempt.close();
  return text;
}

const exported = async (browser: TestBrowser, ids?: readonly string[]): Promise<string> =>
  (await exportAttempts(ids, browser.tab())).join('');

const became = (report: ImportReport): unknown =>
  report.ok ? report.imported.map((one) => one.became) : report.message;

async function stored(browser: TestBrowser): Promise<unknown> {
  return toJson(await browser.tab().store.raw());
}

describe('attempts in a file', () => {
  it('are in another browser what they were, and twice is once', async () => {
    const [from, to] = [createBrowser(), createBrowser()];
    await type(from, '// one\n');
    await type(from, '// two\n', 'pool');
    const file = await exported(from);
    expect(became(await importAttempts(file, to.tab()))).toEqual(['added', 'added']);
    expect(await textOf(to)).toBe('// one\nlet a;\n');
    expect(await textOf(to, 'pool')).toBe('// two\nlet a;\n');
    const before = await stored(to);
    expect(became(await importAttempts(file, to.tab()))).toEqual(['here', 'here']);
    expect(await stored(to)).toEqual(before);
  });

  it('go on where the ones here end, and never take anything back', async () => {
    const [here, there] = [createBrowser(), createBrowser()];
    await type(here, '// one\n');
    const old = await exported(here);
    await importAttempts(old, there.tab());
    await type(there, '// more\n');
    expect(became(await importAttempts(await exported(there), here.tab()))).toEqual(['continued']);
    expect(await textOf(here)).toBe('// more\n// one\nlet a;\n');
    expect(became(await importAttempts(old, here.tab()))).toEqual(['here']);
    expect(await textOf(here)).toBe('// more\n// one\nlet a;\n');
    expect((await here.tab().store.summaries())[0]).toMatchObject({ events: expect.any(Number) as number });
  });

  it('that went their own ways are both kept, once, and the one here stays open', async () => {
    const [here, there] = [createBrowser(), createBrowser()];
    await type(here, '// one\n');
    await importAttempts(await exported(here), there.tab());
    await type(there, '// theirs\n');
    await type(here, '// mine\n');
    const file = await exported(there);
    expect(became(await importAttempts(file, here.tab()))).toEqual(['beside']);
    expect(became(await importAttempts(file, here.tab()))).toEqual(['here']);
    expect(await textOf(here)).toBe('// mine\n// one\nlet a;\n');
    const all = await exported(here);
    expect(all.match(/\/\/ theirs/g)).not.toBeNull();
    expect(await here.tab().store.summaries()).toHaveLength(2);
    // And the other way round: both browsers then hold both.
    expect(became(await importAttempts(all, there.tab()))).toEqual(expect.arrayContaining(['beside']));
    expect(await textOf(there)).toBe('// theirs\n// one\nlet a;\n');
  });

  it('are chosen by their ids', async () => {
    const browser = createBrowser();
    const id = await type(browser, '// one\n');
    await type(browser, '// two\n', 'pool');
    const file = parseArchive(await exported(browser, [id]));
    expect(file.ok && file.attempts.map(({ head }) => head.id)).toEqual([id]);
  });

  it('wait where another tab writes, with Web Locks and without', async () => {
    for (const locks of [true, false]) {
      const [here, there] = [createBrowser({ locks }), createBrowser({ locks })];
      await type(here, '// one\n');
      await importAttempts(await exported(here), there.tab());
      await type(there, '// more\n');
      const file = await exported(there);
      const open = await openAttempt(options(here.tab()));
      expect(became(await importAttempts(file, here.tab()))).toEqual(['busy']);
      await open.close();
      await new Promise((resolve) => setImmediate(resolve));
      expect(became(await importAttempts(file, here.tab()))).toEqual(['continued']);
    }
  });
});

describe('what cannot be read', () => {
  it('is set aside, and the rest is taken', async () => {
    const [from, to] = [createBrowser(), createBrowser()];
    await type(from, '// one\n');
    await type(from, '// two\n', 'pool');
    const lines = (await exported(from)).trim().split('\n');
    const broken = [lines[0], '{ not json', lines[1]!.replace('"type":"start"', '"type":"who"'), lines[2]].join('\n');
    const report = await importAttempts(broken, to.tab());
    expect(report).toMatchObject({ ok: true, refused: [expect.stringMatching(/^Line 2: its head is damaged/)] });
    expect(report.ok && report.imported.map(({ damaged }) => damaged).sort()).toEqual([0, 1]);
    expect(await textOf(to, 'pool')).toBe('// two\nlet a;\n');
  });

  it('is refused as it is where a newer Drydock has made it', async () => {
    const [from, to] = [createBrowser(), createBrowser()];
    await type(from, '// one\n');
    const file = await exported(from);
    const newer = file.replace('"format":1', '"format":2');
    expect(await importAttempts(newer, to.tab())).toMatchObject({
      imported: [],
      refused: [expect.stringMatching(/Line 2: a newer Drydock/)],
    });
    expect(await importAttempts(file.replace('"version":1', '"version":9'), to.tab())).toMatchObject({
      ok: false,
      message: expect.stringMatching(/version 9.*nothing was changed/) as string,
    });
    expect(await to.tab().store.raw()).toEqual([]);
  });

  it('is told where the file ends early, is another, or none', async () => {
    const from = createBrowser();
    await type(from, '// one\n');
    await type(from, '// two\n', 'pool');
    const file = await exported(from);
    const cut = parseArchive(file.split('\n').slice(0, 2).join('\n'));
    expect(cut).toMatchObject({ ok: true, refused: [expect.stringMatching(/ends early: 1 of 2/)] });
    for (const other of ['', 'null', '[]', '{"file":"other"}', '\u0000', '{"file":"drydock-attempts"}']) {
      expect(parseArchive(other)).toMatchObject({
        ok: false,
        message: expect.stringMatching(/cannot be imported: .*\. Choose/) as string,
      });
    }
  });

  it('never throws, whatever the file says', () => {
    const line = fc.oneof(
      fc.json(),
      fc.string(),
      fc.constant('{"file":"drydock-attempts","version":1}'),
      fc.constant('{"head":{"id":"a","format":1},"events":[1]}'),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        parseArchive(['{"file":"drydock-attempts","version":1}', ...lines].join('\n'));
        parseArchive(lines.join('\n'));
      }),
      { numRuns: 2_000 },
    );
  });

  it('says how far it came where the browser has no room', async () => {
    const [from, to] = [createBrowser(), createBrowser()];
    await type(from, '// one\n');
    await type(from, '// two\n', 'pool');
    class Full extends AttemptStore {
      #kept = 0;
      override keep(...given: Parameters<AttemptStore['keep']>): Promise<boolean> {
        this.#kept += 1;
        return this.#kept > 1 ? Promise.reject(new StoreError('quota')) : super.keep(...given);
      }
    }
    const report = await importAttempts(await exported(from), to.tab({ store: new Full({ name: to.name }) }));
    expect(report).toMatchObject({
      ok: true,
      imported: [{ became: 'added' }],
      stopped: expect.stringMatching(/no room/) as string,
    });
    expect(became(await importAttempts(await exported(from), to.tab()))).toEqual(['here', 'added']);
  });

  it('goes out with an export as it is', async () => {
    const browser = createBrowser();
    const id = await type(browser, '// one\n');
    const database = await openDatabase(browser.name, () => undefined);
    await database.put('events', { attempt: id, index: 1, at: 'never', body: null });
    database.close();
    expect(await exported(browser)).toContain('"at":"never"');
  });
});

describe('data as JSON', () => {
  const data = fc.anything({ withBigInt: true, maxDepth: 3, withNullPrototype: false });

  it('comes back as it was', () => {
    fc.assert(
      fc.property(data, (value) => void expect(fromJson(JSON.parse(JSON.stringify(toJson(value))))).toEqual(value)),
    );
    for (const value of [
      { $drydock: 'bigint', value: '1' },
      { $drydock: 'object' },
      [-0, NaN, undefined],
      JSON.parse('{"__proto__":{"a":1}}'),
    ]) {
      expect(fromJson(JSON.parse(JSON.stringify(toJson(value))))).toEqual(value);
    }
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it('is the same whatever the order of its keys', () => {
    expect(isSameData({ a: 1, b: [2n] }, { b: [2n], a: 1 })).toBe(true);
    expect(isSameData({ a: 1, c: undefined }, { a: 1 })).toBe(true);
    expect(isSameData([1, 2], [2, 1])).toBe(false);
    expect(isSameData(0, -0)).toBe(false);
  });
});

describe('two logs of one attempt', () => {
  const events = (texts: readonly string[]): LogEvent[] =>
    texts.map((text, index) => ({
      attempt: 'a',
      index,
      at: index,
      body: { type: 'stage', stage: 's', rung: 'r', data: text },
    }));
  const words = fc.array(fc.constantFrom('x', 'y'), { maxLength: 6 });

  it('are here, ahead or apart as their texts begin alike', () => {
    fc.assert(
      fc.property(words, words, (mine, theirs) => {
        const { kind } = compareLogs(events(mine), events(theirs));
        const common = Math.min(mine.length, theirs.length);
        const isAlike = mine.slice(0, common).join() === theirs.slice(0, common).join();
        expect(kind).toBe(!isAlike ? 'apart' : theirs.length > mine.length ? 'ahead' : 'here');
      }),
    );
  });
});

it('has a header that says how many there are', () => {
  const head: AttemptHead = { id: 'a', format: 1, exercise: 'e', contentHash: 'c', startedAt: 0, seed: 1 };
  expect(JSON.parse(archiveParts([{ head, events: [] }], 5)[0] ?? '')).toEqual({
    file: 'drydock-attempts',
    version: 1,
    attempts: 1,
    exportedAt: 5,
  });
});
