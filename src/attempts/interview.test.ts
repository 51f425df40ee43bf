import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import { attemptFile, parseAttemptFile } from './file';
import { beginInterview, keepAttempt, openAttempt, openInterview, readAttempt, startPracticeAt } from './open';
import type { OpenAttempt } from './opening';
import { exerciseProgress } from './progress';
import { createBrowser } from './testing';

const ladder = [{ id: 'one', starter: 'let a;\n' }];
const options = (environment: OpenAttempt['environment']): OpenAttempt => ({
  key: { exercise: 'limiter', contentHash: 'c1' },
  ladder,
  ...(environment === undefined ? {} : { environment }),
});

describe('an interview', () => {
  it('stands apart from practice: neither goes on with the other', async () => {
    const browser = createBrowser();
    const practice = await openAttempt(options(browser.tab()));
    practice.edit([{ offset: 0, removed: 0, text: '// mine\n' }]);
    await practice.close();
    browser.clock.advance(1_000);
    const interview = await beginInterview({ ...options(browser.tab()), seed: 7 });
    expect(interview.text).toBe('let a;\n');
    interview.edit([{ offset: 0, removed: 0, text: '// theirs\n' }]);
    await interview.close();
    const again = await openAttempt(options(browser.tab()));
    expect(again.id).toBe(practice.id);
    const summaries = await browser.tab().store.summaries();
    expect(summaries).toHaveLength(2);
    expect(exerciseProgress('limiter', ['one'], summaries).newest?.attempt).toBe(practice.id);
  });

  it('is opened again by its id, with its seed, and by nothing else', async () => {
    const browser = createBrowser();
    const interview = await beginInterview({ ...options(browser.tab()), seed: 7 });
    interview.stage('interview', { do: 'say', text: 'a' });
    await interview.close();
    const again = await openInterview(interview.id, options(browser.tab()));
    expect(again?.head).toMatchObject({ seed: 7, kind: 'interview' });
    expect(again?.stageEntries('interview')).toMatchObject([{ index: 2, data: { do: 'say', text: 'a' } }]);
    expect(await openInterview('nothing', options(browser.tab()))).toBeUndefined();
    const practice = await openAttempt(options(browser.tab()));
    expect(await openInterview(practice.id, options(browser.tab()))).toBeUndefined();
  });

  it('takes nothing more once it is sealed, and what it took is written', async () => {
    const browser = createBrowser();
    const interview = await beginInterview(options(browser.tab()));
    interview.edit([{ offset: 0, removed: 0, text: 'x' }]);
    interview.seal();
    expect(interview.isReadOnly).toBe(true);
    expect(interview.edit([{ offset: 0, removed: 0, text: 'y' }])).toBe(false);
    expect(interview.setText('z', 'restore')).toBe(false);
    expect(interview.stage('interview', { do: 'say' })).toBe(false);
    await interview.flush();
    const { entries } = (await readAttempt(interview.id, browser.tab()))!;
    expect(entries.map((entry) => ('event' in entry ? entry.event.body.type : ''))).toEqual(['start', 'text', 'edit']);
  });

  it('goes to another browser as a file, as often as one likes', async () => {
    const browser = createBrowser();
    const interview = await beginInterview({ ...options(browser.tab()), seed: 7 });
    interview.edit([{ offset: 0, removed: 0, text: 'x' }]);
    await interview.close();
    const file = attemptFile((await readAttempt(interview.id, browser.tab()))!);
    const read = parseAttemptFile(file);
    if (!read.ok) throw new Error(read.message);
    const other = createBrowser().tab();
    expect(await keepAttempt(read.recorded, other)).toBe(true);
    expect(await keepAttempt(read.recorded, other)).toBe(false);
    expect(await readAttempt(interview.id, other)).toEqual(await readAttempt(interview.id, browser.tab()));
    expect(await other.store.summaries()).toMatchObject([{ kind: 'interview', events: 3 }]);
  });

  it('is refused as a file that is none, with what to do', () => {
    const event = { attempt: 'b', index: 0, at: 1, body: { type: 'start', rung: 'one' } };
    const head = { id: 'a', format: 1, exercise: 'x', contentHash: '', startedAt: 1, seed: 1 };
    for (const [text, says] of [
      ['nothing', 'no JSON'],
      ['{}', 'no recording'],
      [JSON.stringify({ file: 'drydock-attempt', version: 2 }), 'version 2'],
      [JSON.stringify({ file: 'drydock-attempt', version: 1, head: { ...head, format: 2 } }), 'newer Drydock'],
      [JSON.stringify({ file: 'drydock-attempt', version: 1, head: { ...head, seed: -1 } }), 'damaged'],
      [JSON.stringify({ file: 'drydock-attempt', version: 1, head }), 'no events'],
      [JSON.stringify({ file: 'drydock-attempt', version: 1, head, events: [event] }), 'another attempt'],
    ] as const) {
      const read = parseAttemptFile(text);
      expect(read).toMatchObject({ ok: false });
      if (!read.ok) expect(read.message).toContain(says);
    }
  });

  it('is left at any moment for a new practice attempt, which is then gone on with', async () => {
    const browser = createBrowser();
    const practice = await openAttempt(options(browser.tab()));
    await practice.close();
    const stages = [{ stage: 'clarify', data: { do: 'done' } }];
    const texts = new Map([['solution.ts', 'mid\n']]);
    const moment = { seed: 9, rung: 'one', texts, stages };
    const from = await startPracticeAt(options(browser.tab()), moment);
    await from.close();
    const again = await openAttempt(options(browser.tab()));
    expect(again.id).toBe(from.id);
    expect(again.head.seed).toBe(9);
    expect(again.text).toBe('mid\n');
    expect(again.stageEntries('clarify')).toHaveLength(1);
  });
});
