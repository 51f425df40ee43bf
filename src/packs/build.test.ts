import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPack, writePack, type BuiltPack } from './build';
import { FIXTURE_PACK, writeFixturePack } from './fixture-pack';
import { loadExercise, loadPackIndex, type Fetch } from './load';
import { formatProblem } from './problem';

let scratch = '';
let made = 0;

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'drydock-packs-'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** The fixture pack in a folder of its own, with some files replaced. */
async function packWith(changes: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = join(scratch, `pack-${made++}`);
  await writeFixturePack(folder, changes);
  return folder;
}

function edited(name: string, from: string, to: string): Record<string, string> {
  const text = FIXTURE_PACK[name] ?? '';
  if (!text.includes(from)) throw new Error(`${name} has no ${from}`);
  return { [name]: text.replace(from, to) };
}

async function built(folder: string): Promise<BuiltPack> {
  const pack = await buildPack(folder);
  if (!pack.ok) throw new Error(pack.problems.map(formatProblem).join('\n'));
  return pack.value;
}

async function problemsOf(changes: Record<string, string>): Promise<string[]> {
  const folder = await packWith(changes);
  const pack = await buildPack(folder);
  const above = /^.*\/pack-\d+\//;
  return pack.ok ? [] : pack.problems.map((problem) => formatProblem(problem).replace(above, ''));
}

describe('buildPack', () => {
  it('makes what the app loads', async () => {
    const pack = await built(await packWith());
    const fetch: Fetch = (url) => Promise.resolve(new Response(pack.files.get(url.replace('/p/', ''))));
    const index = await loadPackIndex(fetch, '/p');
    expect(index).toEqual({ ok: true, value: pack.index });
    const loaded = await loadExercise(fetch, '/p', pack.index.exercises[0]!);
    expect(loaded).toEqual({ ok: true, value: pack.exercises[0]?.exercise });
  });

  it('links modules that the exercise has taken apart', async () => {
    const whole = FIXTURE_PACK['build/counter/rules.ts'] ?? '';
    const correct = /^const correct = .*$/m.exec(whole)?.[0] ?? '';
    const pack = await built(
      await packWith({
        'build/counter/rules.ts': `import { correct } from './rules/correct';\n${whole.replace(correct, '')}`,
        'build/counter/rules/correct.ts': `export ${correct}\n`,
      }),
    );
    expect(pack.exercises[0]?.modules.rules.reference['one']).toHaveProperty('createCounter');
  });

  it('gives each rung its rules, and the exercise’s facts and runs where it has none of its own', async () => {
    const [one, many] = (await built(await packWith())).exercises[0]!.exercise.rungs;
    expect(one).toMatchObject({ facts: { step: 1 }, runs: 300, rules: [{ id: 'counts', shown: true }] });
    expect(many).toMatchObject({ facts: { step: 2, most: 9 }, runs: 7 });
    expect(many?.rules.map(({ id, shown }) => [id, shown])).toEqual([
      ['counts', true],
      ['steps', false],
    ]);
  });

  it('gives the same bytes wherever the folder stands and however its lines end', async () => {
    const first = await packWith();
    const other = join(scratch, 'elsewhere', 'of', 'another', 'name');
    await mkdir(other, { recursive: true });
    await cp(first, other, { recursive: true });
    for (const name of ['build/counter/rules.ts', 'build/counter/exercise.yaml']) {
      await writeFile(join(other, name), `\uFEFF${(FIXTURE_PACK[name] ?? '').replaceAll('\n', '\r\n')}`);
    }
    expect([...(await built(other)).files]).toEqual([...(await built(first)).files]);
  });

  it('names an exercise by its content: any change of it is another file', async () => {
    const before = await built(await packWith());
    const after = await built(await packWith({ 'build/counter/prompt.md': 'Count again.\n' }));
    expect(after.exercises[0]?.entry.file).not.toBe(before.exercises[0]?.entry.file);
  });

  it('takes away the files of an earlier build, and no others', async () => {
    const folder = join(scratch, 'out');
    await writePack(await built(await packWith({ 'build/counter/prompt.md': 'Old.\n' })), folder);
    await writeFile(join(folder, 'keep.json'), '{}');
    const pack = await built(await packWith());
    await writePack(pack, folder);
    expect((await readdir(folder)).sort()).toEqual([...pack.files.keys(), 'keep.json'].sort());
    expect(await readFile(join(folder, 'index.json'), 'utf8')).toBe(pack.files.get('index.json'));
  });
});

describe('buildPack tells an author', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'that a file is missing',
      { 'build/counter/prompt.md': '' },
      /^build\/counter\/prompt\.md: does not exist, and is/,
    ],
    ['that a text is empty', { 'build/counter/starter.ts': '\n' }, /^build\/counter\/starter\.ts: is empty, and is/],
    ['that there is no pack.yaml', { 'pack.yaml': '' }, /^pack\.yaml: does not exist, and is needed/],
    [
      'where a module does not parse',
      edited('build/counter/rules.ts', 'export const rules', 'export konst rules'),
      /^build\/counter\/rules\.ts:18:\d+: /,
    ],
    [
      'that a module throws when it is loaded',
      edited('build/counter/rules.ts', 'const correct =', "throw new Error('no'); const correct ="),
      /^build\/counter\/rules\.ts: threw while it was loaded: Error: no/,
    ],
    [
      'that an id is not its folder’s',
      edited('build/counter/exercise.yaml', 'id: counter', 'id: other'),
      /^build\/counter\/exercise\.yaml: the id "other" is not the name of its folder/,
    ],
    [
      'that a rule judges no scenario that exists',
      edited('build/counter/rules.ts', "scenarios: ['calls']", "scenarios: ['cals']"),
      /rules\.ts: rule "counts" judges the scenario "cals", which does not exist\. There are: calls\./,
    ],
    [
      'that a rung has no rule',
      edited('build/counter/rules.ts', "rule('counts', ['one', 'many']", "rule('counts', ['many']"),
      /rules\.ts: rung "one" has no rule/,
    ],
    [
      'that a rung is not one of the exercise',
      edited('build/counter/scenarios.ts', "'many'", "'many', 'most'"),
      /scenarios\.ts: scenario "calls" is for the rung "most", which does not exist\. There are: one, many\./,
    ],
    [
      'that a reference lacks the export',
      edited('build/counter/rules.ts', 'createCounter: (step', 'makeCounter: (step'),
      /rules\.ts: rung "one" has a reference without "createCounter"/,
    ],
    [
      'that a rule has the wrong shape',
      edited('build/counter/rules.ts', "'Steps.'", '3 as never'),
      /rules\.ts: rules\.1\.sentence: expected text, got 3\./,
    ],
  ])('%s', async (_what, changes, expected) => {
    expect((await problemsOf(changes))[0]).toMatch(expected);
  });

  it('everything at once, from all files', async () => {
    const found = await problemsOf({
      ...edited('pack.yaml', 'licence: MIT\n', ''),
      ...edited('build/counter/exercise.yaml', 'minutes: 5', 'minutes: 0'),
      ...edited('build/counter/scene.ts', 'export', 'exporte'),
    });
    expect(found.map((line) => line.split(':')[0])).toEqual([
      'pack.yaml',
      'build/counter/exercise.yaml',
      'build/counter/scene.ts',
    ]);
  });
});
