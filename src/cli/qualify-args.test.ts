import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BuildExercise } from '../packs/types';
import type { Task } from '../qualify/types';
import { parseQualifyArgs } from './qualify-args';
import { openCache } from './qualify-cache';
import type { Timed } from './qualify-pool';

const messageOf = (...argv: string[]): string => {
  const parsed = parseQualifyArgs(argv);
  return parsed.ok ? '' : parsed.message;
};

describe('the command line of qualify', () => {
  it('is everything, an exercise, or a rung', () => {
    const jobs = expect.any(Number) as number;
    const value = { exercise: undefined, rung: undefined, pack: undefined, seeds: 10_000, jobs, fresh: false };
    expect(parseQualifyArgs([])).toEqual({ ok: true, value });
    expect(parseQualifyArgs(['a'])).toEqual({ ok: true, value: { ...value, exercise: 'a' } });
    const all = ['a/b', '--seeds', '50', '--jobs=3', '--fresh', '--pack', 'x'];
    expect(parseQualifyArgs(all)).toEqual({
      ok: true,
      value: { exercise: 'a', rung: 'b', pack: 'x', seeds: 50, jobs: 3, fresh: true },
    });
    expect(parseQualifyArgs(['-h'])).toEqual({ ok: true, value: 'help' });
  });

  it('says what is wrong with it', () => {
    expect(messageOf('a', 'b')).toContain('one exercise at a time');
    expect(messageOf('a/')).toContain('is not <exercise> or <exercise>/<rung>');
    expect(messageOf('--seeds', '0')).toContain('--seeds takes an integer from 1, got "0"');
    expect(messageOf('--jobs', 'two')).toContain('--jobs takes an integer from 1, got "two"');
    expect(messageOf('--sed')).toContain("Unknown option '--sed'");
  });
});

describe('trials that were made before', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drydock-cache-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const exercise = {
    id: 'e',
    rungs: [{ id: 'r', runs: 3, requiredExport: 'f' }],
    modules: { scenarios: 's', rules: 'r', scene: '' },
  } as unknown as BuildExercise;
  const hashes = { judge: 'j', code: 'e' };
  const task = (source: string): Task => ({ kind: 'mutant', rung: 'r', facts: {}, source, seeds: 1 });
  const timed: Timed = { result: { kind: 'mutant', trial: { end: 'killed', by: 'x', judgements: 1 } }, ms: 2 };

  it('are known to the next run, also after a kill in the middle of a line', async () => {
    openCache(folder, exercise, hashes).put(task('a'), timed);
    const file = join(folder, 'e.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}\n["cut off`);
    const next = openCache(folder, exercise, hashes);
    expect(next.get(task('a'))).toEqual(timed);
    next.put(task('b'), timed);
    expect(openCache(folder, exercise, hashes).get(task('b'))).toEqual(timed);
  });

  it('are others for another program, judge, engine or rule', () => {
    const known = (changed: object, other = hashes) =>
      openCache(folder, { ...exercise, ...changed }, other).get(task('a'));
    expect(known({})).toEqual(timed);
    expect(openCache(folder, exercise, hashes).get(task('c'))).toBeUndefined();
    expect(known({}, { ...hashes, judge: 'k' })).toBeUndefined();
    expect(known({}, { ...hashes, code: 'k' })).toBeUndefined();
    expect(known({ modules: { scenarios: 's', rules: 'other', scene: '' } })).toBeUndefined();
    expect(known({ modules: { scenarios: 's', rules: 'r', scene: 'other' } })).toEqual(timed);
  });

  it('are forgotten when nothing asks for them any more', async () => {
    const cache = openCache(folder, exercise, hashes);
    cache.get(task('a'));
    cache.prune();
    expect((await readFile(join(folder, 'e.jsonl'), 'utf8')).split('\n')).toHaveLength(1);
  });

  it('are not kept where a right program failed: that is shown with a replay of today', () => {
    const cache = openCache(folder, exercise, hashes);
    const accept: Task = { ...task('d'), kind: 'accept' };
    const trial = { generated: 1, judgements: 1, rules: [], failed: [], halts: ['sync-loop'], unknown: {}, flaky: [] };
    cache.put(accept, { result: { kind: 'accept', trial }, ms: 1 });
    expect(openCache(folder, exercise, hashes).get(accept)).toBeUndefined();
  });
});
