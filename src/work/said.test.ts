import { expect, it } from 'vitest';
import type { Imported } from '../attempts';
import { sayImport } from './said';

const one = (became: Imported['became'], damaged = 0): Imported => ({
  ...{ became, damaged },
  head: { id: 'a', format: 1, exercise: 'cache', contentHash: 'c', startedAt: 0, seed: 1 },
});
const titleOf = (exercise: string) => exercise.toUpperCase();

it('counts what became of them, and names those of which more must be said', () => {
  const said = sayImport(
    { ok: true, imported: [one('added'), one('added', 2), one('beside'), one('here')], refused: [] },
    titleOf,
  );
  expect(said.summary).toBe('2 added, 1 here already, 1 kept beside.');
  expect(said.details).toEqual([
    'CACHE added. 2 of its records could not be read, and are in the file alone.',
    'CACHE had gone its own way: it is kept beside the one that was here, which stays open.',
  ]);
  expect(said.isBad).toBe(false);
});

it('says what could not be read, and where it ended', () => {
  const said = sayImport(
    { ok: true, imported: [one('busy')], refused: ['Line 3: its head is damaged.'], stopped: 'No room.' },
    titleOf,
  );
  expect(said.summary).toMatch(/^1 left as they are\. It ended early: No room\. .*again is safe\.$/);
  expect(said.details).toEqual([expect.stringMatching(/open in another tab/), 'Line 3: its head is damaged.']);
  expect(said.isBad).toBe(true);
});

it('passes on why a file was refused, and tells of an empty one', () => {
  expect(sayImport({ ok: false, message: 'No.' }, titleOf)).toEqual({ summary: 'No.', details: [], isBad: true });
  expect(sayImport({ ok: true, imported: [], refused: [] }, titleOf).summary).toBe('The file holds no attempts.');
});
