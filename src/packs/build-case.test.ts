import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPack } from './build';
import { writeFixturePack } from './fixture-pack';
import { loadCase, loadPackIndex, type Fetch } from './load';
import { formatProblem } from './problem';

let scratch = '';
let made = 0;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'drydock-case-'));
});
afterAll(() => rm(scratch, { recursive: true }));

const CASE = `format: 1
kind: design
id: shop
sheet: D-90
title: Shop
summary: Sells
group: Tests
patterns: [selling]
minutes: 45
variants: { guests: ['no', 'yes'] }
questions:
  - id: guests
    essential: true
    card: May guests buy?
    phrasings: [a, b, c]
    fact: guests
    answers: { 'no': 'No.', 'yes': 'Yes.' }
requirements:
${['a', 'b', 'c', 'd', 'e', 'f'].map((id) => `  - { id: ${id}, text: T, kind: functional, because: B }`).join('\n')}
stages:
  - { id: clarify, minutes: 5 }
  - { id: code, minutes: 20, exercise: counter }
systems:
  - { id: s, name: S, question: Q, options: [x, y], chose: 2, story: T, year: 2020, source: { title: T, url: 'https://example.com/' } }
`;

async function build(changes: (text: string) => string = (text) => text, more: Record<string, string> = {}) {
  const folder = join(scratch, `pack-${made++}`);
  const files = { 'design/shop/case.yaml': changes(CASE), 'design/shop/prompt.md': 'Build a shop.\n', ...more };
  await writeFixturePack(folder, files);
  return buildPack(folder);
}

async function problems(changes: (text: string) => string, more: Record<string, string> = {}): Promise<string[]> {
  const pack = await build(changes, more);
  return pack.ok ? [] : pack.problems.map((problem) => formatProblem(problem).replace(/^.*\/pack-\d+\//, ''));
}

describe('a design case', () => {
  it('is built beside the exercises, and loads', async () => {
    const pack = await build();
    if (!pack.ok) throw new Error(pack.problems.map(formatProblem).join('\n'));
    const fetch: Fetch = (url) => Promise.resolve(new Response(pack.value.files.get(url.replace('/p/', ''))));
    const index = await loadPackIndex(fetch, '/p');
    const entry = index.ok ? index.value.exercises[1] : undefined;
    expect(entry).toMatchObject({ kind: 'design', rungs: [{ id: 'clarify' }, { id: 'code', title: 'Code' }] });
    const loaded = await loadCase(fetch, '/p', entry!);
    expect(loaded.ok && loaded.value).toMatchObject({
      prompt: 'Build a shop.\n',
      questions: [{ rungs: ['case'], answers: { no: 'No.', yes: 'Yes.' } }],
      stages: [{ id: 'clarify' }, { id: 'code', exercise: 'counter' }],
      systems: [{ chose: 1 }],
    });
  });

  it.each([
    [
      'a stage that does not exist',
      '- { id: clarify,',
      '- { id: clarfy,',
      /case.yaml: there is no stage "clarfy". There are: clarify, code/,
    ],
    [
      'code without its exercise',
      ', exercise: counter }',
      ' }',
      /case.yaml:\d+:\d+: stages\[1\]: the stage "code" needs/,
    ],
    [
      'code of an exercise that the pack has not',
      'exercise: counter',
      'exercise: till',
      /its code is the exercise "till"/,
    ],
    ['a fact that is no variant', 'fact: guests', 'fact: guest', /"guest" is not under variants/],
    ['a choice that is no option', 'chose: 2', 'chose: 3', /there are 2 options, so there is no 3/],
    ['a kind of requirement', 'kind: functional', 'kind: wish', /Write functional, non-functional or out-of-scope/],
    ['a sheet of another', 'sheet: D-90', 'sheet: B-90', /case.yaml: sheet B-90 is that of "counter" already/],
    ['another name than its folder', 'id: shop', 'id: shops', /Call both "shop"/],
  ])('refuses %s', async (_, from, to, message) => {
    expect((await problems((text) => text.replace(from, to))).join('\n')).toMatch(message);
  });

  it('needs its prompt', async () => {
    expect(await problems((text) => text, { 'design/shop/prompt.md': ' ' })).toEqual([
      'design/shop/prompt.md: is empty, and is needed: it is what the learner is asked. Write it.',
    ]);
  });
});
