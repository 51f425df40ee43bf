import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFixturePack } from '../packs/fixture-pack';
import { formatProblem } from '../packs/problem';
import { checkPack, formatTotals, type PackReport } from './pack-check';

const RIGHT = 'export function createCounter(step: number) { let n = 0; return { next: () => (n += step) }; }\n';
const WRONG = RIGHT.replace('(n += step)', '(n += 1)');

let folder = '';
let report: PackReport;
const said: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-check-'));
  await writeFixturePack(folder, {
    'build/counter/prompt.md': 'Count, as [others](http://example.org) do.\n',
    'build/counter/accept/many/right.ts': RIGHT,
    'build/counter/accept/many/wrong.ts': WRONG,
    'build/counter/accept/many/untyped.ts': `${RIGHT}export const none: number = 'text';\n`,
    'build/counter/accept/many/loops.ts': 'export function createCounter() {\n  for (;;);\n}\n',
    'build/counter/reject/many/by-ones.ts': `// breaks: counts\n${WRONG}`,
    'build/counter/reject/many/right.ts': `// breaks: counts\n${RIGHT}`,
    'build/counter/reject/many/other-rule.ts': `// breaks: steps\n${WRONG}`,
    'build/counter/reject/many/no-rule.ts': `// breaks: count\n${WRONG}`,
    'build/counter/reject/many/silent.ts': WRONG,
  });
  report = await checkPack(folder, (line) => said.push(line));
});
afterAll(() => rm(folder, { recursive: true }));

const told = (): string[] =>
  report.problems.map((problem) => formatProblem(problem).replace(/^.*\/build\/counter\/?/, ''));

describe('pack check', () => {
  it.each<[string, RegExp]>([
    ['type errors', /^accept\/many\/untyped\.ts:2:14: Type 'string' is not assignable/],
    ['links that lead nowhere', /the link "http:\/\/example\.org" in the prompt is not a whole https address/],
    [
      'an accept that fails, and by which rule',
      /^accept\/many\/wrong\.ts: must pass, and "counts" refuses it in judgement 1, case 1: Call 1 answered 1/,
    ],
    ['an accept that does not end', /^accept\/many\/loops\.ts: must pass, and ended with sync-loop/],
    ['a reject that passes', /^reject\/many\/right\.ts: must die by "counts", and it passed\. Name/],
    [
      'a reject that dies by another rule',
      /^reject\/many\/other-rule\.ts: must die by "steps", and counts failed\. Name/,
    ],
    [
      'a reject of a rule that does not exist',
      /^reject\/many\/no-rule\.ts:1: breaks "count", which is no rule .* counts, steps/,
    ],
    ['a reject that names no rule', /^reject\/many\/silent\.ts:1: does not say which rule it breaks\. Begin it with/],
    ['a rule that kills too many', /^rules\.ts: rung "many": rule "counts" fails for 4 of 5 wrong programs/],
    ['a bank that is too small', /^reject\/many: has 5 programs; a rung has at least 8\.$/],
    ['a bank that is missing', /^accept\/one: has 0 programs; a rung has at least 4\.$/],
  ])('tells %s', (_what, expected) => {
    expect(told().filter((line) => expected.test(line))).toHaveLength(1);
  });

  it('tells nothing else', () => {
    expect(report.problems).toHaveLength(12);
  });

  it('counts what did as it should', () => {
    expect(said).toEqual(['counter/one: accepts 0/0, rejects 0/0', 'counter/many: accepts 2/4, rejects 1/5']);
    expect(formatTotals(report)).toBe(
      '2 rungs: 2 of 4 accepts pass, 1 of 5 rejects die by their rule, 0 of 0 mutants die, 12 problems',
    );
    expect(report.notes).toEqual([
      expect.stringMatching(/^counter: qualified\.json is not there: .* --pack .* counter$/),
    ]);
  });

  it('stops at a pack that cannot be built', async () => {
    await writeFixturePack(folder, { 'pack.yaml': 'format: 1\n' });
    const broken = await checkPack(folder, () => undefined);
    expect(broken).toMatchObject({ rungs: 0, exercises: 0 });
    expect(broken.problems.length).toBeGreaterThan(0);
  });
});

it('a starter that passes, or does not run, is told', async () => {
  const home = await mkdtemp(join(tmpdir(), 'drydock-check-'));
  await writeFixturePack(home, { 'build/counter/starter.ts': RIGHT });
  const passing = await checkPack(home, () => undefined);
  await writeFixturePack(home, { 'build/counter/starter.ts': 'export const other = 1;\n' });
  const broken = await checkPack(home, () => undefined);
  await rm(home, { recursive: true });
  const messages = (one: PackReport): string => one.problems.map(({ message }) => message).join('\n');
  expect(messages(passing)).toContain('rung "one": the starter does not fail. Leave something to write.');
  expect(messages(broken)).toContain('rung "one": the starter does not run:');
});
