import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from './canonical';
import { loadExercise, loadPackIndex, type Fetch } from './load';
import { NO_STAGES } from './fixture-pack';
import type { BuildExercise, ExerciseEntry, PackIndex } from './types';

const EXERCISE: BuildExercise = {
  format: 1,
  kind: 'build',
  id: 'counter',
  sheet: 'B-99',
  title: 'Counter',
  summary: 'Counts',
  group: 'Tests',
  patterns: ['counting'],
  minutes: 5,
  prompt: 'Count.',
  rungs: [
    {
      id: 'one',
      title: 'One',
      summary: 'one at a time',
      spec: [],
      contract: '',
      starter: '',
      requiredExport: 'count',
      facts: { step: 1 },
      rules: [{ id: 'adds', sentence: 'Adds.', shown: true }],
      hints: [],
      reference: '',
      runs: 10,
    },
  ],
  sources: [],
  ...NO_STAGES,
  modules: { scenarios: '', rules: '', scene: '' },
};

async function packOf(exercise: BuildExercise) {
  const text = canonicalJson(exercise);
  const contentHash = await sha256Hex(new TextEncoder().encode(text));
  const { id, kind, sheet, title, summary, group, patterns, minutes } = exercise;
  const file = `${id}.${contentHash.slice(0, 16)}.json`;
  const rungs = exercise.rungs.map((rung) => ({ id: rung.id, title: rung.title }));
  const entry: ExerciseEntry = { id, kind, sheet, title, summary, group, patterns, minutes, rungs, contentHash, file };
  const index: PackIndex = {
    format: 1,
    id: 'tests',
    title: 'Tests',
    version: '1.0.0',
    licence: 'MIT',
    authors: ['A'],
    exercises: [entry],
  };
  return {
    entry,
    files: new Map([
      ['index.json', canonicalJson(index)],
      [file, text],
    ]),
    index,
  };
}

/** A host that serves these files under `/p/` and nothing else. */
function serving(files: ReadonlyMap<string, string>): Fetch {
  return (url) => {
    const body = files.get(url.replace(/^\/p\//, ''));
    return Promise.resolve(body === undefined ? new Response('no', { status: 404 }) : new Response(body));
  };
}

describe('a built pack', () => {
  it('loads its index, with and without the last slash of the address', async () => {
    const { files, index } = await packOf(EXERCISE);
    expect(await loadPackIndex(serving(files), '/p/')).toEqual({ ok: true, value: index });
    expect(await loadPackIndex(serving(files), '/p')).toEqual({ ok: true, value: index });
  });

  it('loads an exercise that is what its index says', async () => {
    const { entry, files } = await packOf(EXERCISE);
    expect(await loadExercise(serving(files), '/p', entry)).toEqual({ ok: true, value: EXERCISE });
  });

  it('is refused when the file is not the one that the index names', async () => {
    const { entry, files } = await packOf(EXERCISE);
    const altered = new Map(files).set(entry.file, canonicalJson({ ...EXERCISE, prompt: 'Count twice.' }));
    expect(await loadExercise(serving(altered), '/p', entry)).toMatchObject({
      ok: false,
      problem: { code: 'altered', where: `/p/${entry.file}` },
    });
  });

  it('is refused when another exercise stands in the file', async () => {
    const { entry, files } = await packOf(EXERCISE);
    expect(await loadExercise(serving(files), '/p', { ...entry, id: 'other' })).toMatchObject({
      ok: false,
      problem: { code: 'malformed', what: expect.stringContaining('"counter"') as string },
    });
  });

  it.each([
    ['an unknown key', { ...EXERCISE, extra: 1 }, 'extra'],
    ['a rung of the wrong shape', { ...EXERCISE, rungs: [{ ...EXERCISE.rungs[0], runs: 0 }] }, 'rungs.0.runs'],
    ['no rung', { ...EXERCISE, rungs: [] }, 'rungs'],
  ])('is refused for %s, with its place', async (_what, exercise, place) => {
    const { entry, files } = await packOf(exercise as BuildExercise);
    const loaded = await loadExercise(serving(files), '/p', entry);
    expect(loaded).toMatchObject({ ok: false, problem: { code: 'malformed' } });
    expect(loaded.ok ? '' : loaded.problem.what).toContain(`malformed at ${place}:`);
  });

  it.each(['../other.0123456789abcdef.json', 'https://elsewhere/x.0123456789abcdef.json', 'x.json'])(
    'may not name the file %s',
    async (file) => {
      const { index, entry } = await packOf(EXERCISE);
      const text = canonicalJson({ ...index, exercises: [{ ...entry, file }] });
      expect(await loadPackIndex(serving(new Map([['index.json', text]])), '/p')).toMatchObject({
        ok: false,
        problem: { code: 'malformed', what: expect.stringContaining('exercises.0.file') as string },
      });
    },
  );

  it('of a later format asks for a newer Drydock', async () => {
    const files = new Map([['index.json', '{"format":2,"anything":true}']]);
    expect(await loadPackIndex(serving(files), '/p')).toMatchObject({ ok: false, problem: { code: 'newer-format' } });
  });

  it('that is missing, unreachable or a page of the host is told apart', async () => {
    const page = new Map([['index.json', '<!doctype html>']]);
    const offline: Fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await loadPackIndex(serving(page), '/p')).toMatchObject({ ok: false, problem: { code: 'not-json' } });
    expect(await loadPackIndex(serving(new Map()), '/p')).toMatchObject({ ok: false, problem: { code: 'missing' } });
    expect(await loadPackIndex(offline, '/p')).toMatchObject({ ok: false, problem: { code: 'unreachable' } });
  });

  it('with a kind that this version cannot open is not fetched', async () => {
    const { entry } = await packOf(EXERCISE);
    const never: Fetch = () => Promise.reject(new Error('fetched'));
    const loaded = await loadExercise(never, '/p', { ...entry, kind: 'design' });
    expect(loaded).toMatchObject({ ok: false, problem: { code: 'unsupported' } });
  });
});

describe('canonicalJson', () => {
  it('is the same text for the same value, however it was made', () => {
    const made = { b: [{ y: 1, x: undefined }], a: 'é' };
    expect(canonicalJson(made)).toBe('{"a":"é","b":[{"y":1}]}');
    expect(canonicalJson({ a: 'é', b: [{ y: 1 }] })).toBe(canonicalJson(made));
  });
});
