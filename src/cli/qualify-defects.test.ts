/** Each defect that a qualification is for, planted in a small exercise, and told by its report. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildExercise, type BuiltExercise } from '../packs/build';
import { FIXTURE_PACK, writeFixturePack } from '../packs/fixture-pack';
import { qualify } from '../qualify/qualify';
import type { Qualified } from '../qualify/report';
import { harnessTexts } from './harness';
import { readEquivalents, readReport, standingOfReport, writeReport } from './qualify-files';
import { codeHash, judgeHash } from './qualify-hash';
import { runTask } from './qualify-task';

/** A counter that may be reset: three operations of a rule each. */
const SCENARIOS = `import type { ScenariosModule, Stage } from 'drydock';
type Counter = (step: number) => { next(): number };
const calls = {
  id: 'calls',
  rungs: ['one', 'many'],
  input: (draw: { integer(min: number, max: number): number }) => draw.integer(1, 9),
  run(stage: Stage, input: unknown) {
    const step = stage.facts['step'] as number;
    const { value: counter } = stage.call('createCounter', [step], () => (stage.exports['createCounter'] as Counter)(step)) as unknown as { value: ReturnType<Counter> };
    for (let index = 0; index < (input as number); index += 1) stage.call('next', [], () => counter.next());
  },
};
export const scenarios: ScenariosModule['scenarios'] = [calls];
`;

const rulesWith = (more: string): string => `import { callsOf, type Rule, type RulesModule, type Run } from 'drydock';
const answers = (run: Run) => callsOf(run.trace, 'next');
const failAt = (run: Run, at: number): ReturnType<Rule['check']> => ({ verdict: 'fail', because: 'Wrong at call ' + at + '.', at: answers(run)[at]!.seq });
const rule = (id: string, check: Rule['check'], after: string[] = []): Rule => ({ id, rungs: ['one', 'many'], scenarios: ['calls'], sentence: id + '.', after, check });
const wrong = (run: Run, holds: (value: unknown, index: number, step: number) => boolean) =>
  answers(run).findIndex(({ end }, index) => !('value' in end) || !holds(end.value, index, run.facts['step'] as number));
const every = (holds: (value: unknown, index: number, step: number) => boolean): Rule['check'] => (run) => {
  const at = wrong(run, holds);
  return at < 0 ? { verdict: 'pass' } : failAt(run, at);
};
export const rules: RulesModule['rules'] = [
  rule('first', every((value, index, step) => index > 0 || value === step)),
  rule('counts', every((value, index, step) => index === 0 || value === step * (index + 1)), ['first']),
  ${more}
];
const correct = { createCounter: (step: number) => { let n = 0; return { next: () => (n += step) }; } };
export const reference: RulesModule['reference'] = { one: correct, many: correct };
`;

const RIGHT = `// A sum.
export function createCounter(step: number) {
  let n = 0;
  return {
    next() {
      n += step;
      return n;
    },
  };
}
`;
const PRODUCT =
  '// A product.\nexport const createCounter = (step: number) => { let calls = 0; return { next: () => (calls = calls + 1) * step }; };\n';
const FIRST_WRONG = `// breaks: first\n// Begins late.\n${RIGHT.replace('let n = 0', 'let n = -step').replace('// A sum.\n', '')}`;
const STUCK = `// breaks: counts\n// Never goes on.\n${RIGHT.replace('n += step;', 'n = step;').replace('// A sum.\n', '')}`;

const SOUND: Readonly<Record<string, string>> = {
  'build/counter/exercise.yaml': (FIXTURE_PACK['build/counter/exercise.yaml'] ?? '')
    .replace(/ {2}- id: many[\s\S]*$/, '    runs: 7\n')
    .replace('step: 1', 'step: 2'),
  'build/counter/scenarios.ts': SCENARIOS.replaceAll(", 'many'", ''),
  'build/counter/rules.ts': rulesWith('').replaceAll(", 'many'", '').replace(', many: correct', ''),
  'build/counter/accept/one/sum.ts': RIGHT,
  'build/counter/accept/one/product.ts': PRODUCT,
  'build/counter/reject/one/late.ts': FIRST_WRONG,
  'build/counter/reject/one/stuck.ts': STUCK,
};

let harness: Awaited<ReturnType<typeof harnessTexts>>;
let home = '';
beforeAll(async () => {
  harness = await harnessTexts();
  home = await mkdtemp(join(tmpdir(), 'drydock-qualify-'));
});
afterAll(() => rm(home, { recursive: true }));

let folders = 0;
async function built(changes: Readonly<Record<string, string>>): Promise<BuiltExercise> {
  const folder = join(home, String((folders += 1)));
  await writeFixturePack(folder, { ...SOUND, ...changes });
  const made = await buildExercise(folder, 'counter');
  if (!made.ok) throw new Error(made.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return made.value;
}

async function reportOf(exercise: BuiltExercise, seeds = 200): Promise<Qualified> {
  const equivalents = await readEquivalents(exercise.folder);
  if (!equivalents.ok) throw new Error(equivalents.problems[0]?.message);
  return qualify({
    built: exercise,
    equivalents: equivalents.value,
    judge: await judgeHash(),
    code: await codeHash(exercise.folder),
    seeds,
    rungs: ['one'],
    runTask: (task) => runTask(exercise, harness, task),
  });
}

function told({ rungs, problems }: Qualified): readonly string[] {
  const all = [...Object.values(rungs).flatMap((rung) => rung.problems), ...problems];
  return all.map(({ file, message }) => `${file}: ${message}`);
}

const rules = (more: string): Record<string, string> => ({
  'build/counter/rules.ts': rulesWith(more).replaceAll(", 'many'", '').replace(', many: correct', ''),
});

describe('the report of an exercise', () => {
  it('tells nothing of a sound one, counts what was tried, and is the same each time', async () => {
    const exercise = await built({});
    const report = await reportOf(exercise);
    expect(told(report)).toEqual([]);
    const one = report.rungs['one'];
    expect(one?.accepts).toMatchObject([{ program: 'product' }, { program: 'sum', passes: true, judgements: 29 }]);
    expect(one?.accepts.every(({ generated }) => generated >= 200)).toBe(true);
    expect(one?.rejects).toMatchObject([
      { program: 'late', killed: true, killers: ['first'], casesToKill: { median: 1, missed: 0 }, repair: 'sum' },
      { program: 'stuck', killed: true, killers: ['counts'], casesToKill: { worst: expect.any(Number) as number } },
    ]);
    expect(one?.mutants).toMatchObject({ of: ['product'], survivors: [] });
    expect(one?.mutants.killed).toBe(one?.mutants.all);
    expect(JSON.stringify(await reportOf(exercise))).toBe(JSON.stringify(report));
  });

  it.each<[string, Record<string, string>, RegExp]>([
    [
      'a vacuous rule',
      rules("rule('never', () => ({ verdict: 'unknown' })),"),
      /^rules\.ts: rung "one": rule "never" decides nothing: it stayed unknown for every right program .* Draw its situation/,
    ],
    [
      'a rule whose situation is too rare',
      rules("rule('rare', (run) => ({ verdict: run.input === 5 ? 'pass' : 'unknown' })),"),
      /^rules\.ts: rung "one": rule "rare" stays unknown in \d+ of \d+ judgements of the right program "(sum|product)"/,
    ],
    [
      'a flaky rule that fails',
      rules(
        "(() => { let asked = 0; return rule('moody', (run) => ((asked += 1) % 40 === 0 ? failAt(run, 0) : { verdict: 'pass' })); })(),",
      ),
      /^rules\.ts: rung "one": rule "moody" has two outcomes for the same case \(right programs .*keep nothing from one run/,
    ],
    [
      'a flaky rule that only counts otherwise',
      rules(
        "(() => { let asked = 0; return rule('moody', () => ({ verdict: (asked += 1) % 7 === 0 ? 'unknown' : 'pass' })); })(),",
      ),
      /rule "moody" has two outcomes/,
    ],
    [
      'an over-specified rule',
      {
        'build/counter/accept/one/lazy.ts':
          '// Stops to count at five.\nexport const createCounter = (step: number) => { const seen: number[] = []; return { next: () => { seen.push(step); return seen.length > 4 ? undefined : seen.reduce((a, b) => a + b) } }; };\n',
      },
      /^accept\/one\/lazy\.ts: must pass, and "counts" refuses it in judgement 1, case \d+: Wrong at call 4\. Mend the program, or, if the contract allows what it does, the rule: .* --replay 'd1~counter~one~/,
    ],
    [
      'a reject killed by another rule',
      { 'build/counter/reject/one/stuck.ts': STUCK.replace('breaks: counts', 'breaks: first') },
      /^reject\/one\/stuck\.ts: must die by "first", and counts failed\. Name the rule that it really breaks/,
    ],
    [
      'a reject that lives',
      { 'build/counter/reject/one/stuck.ts': `// breaks: counts\n${RIGHT}` },
      /^reject\/one\/stuck\.ts: must die by "counts", and it passed\./,
    ],
    [
      'a reject with a second mistake',
      { 'build/counter/reject/one/stuck.ts': STUCK.replace('n = step;', 'n = step; // right: n += step + 1;') },
      /^reject\/one\/stuck\.ts: does not pass once its mistake is mended: first fails: Wrong at call 0\. It has a second mistake/,
    ],
    [
      'a reject that nothing mends',
      {
        'build/counter/reject/one/stuck.ts':
          '// breaks: counts\n// One.\nexport const createCounter = (step: number) => {\n  const one = 1;\n  const two = 2;\n  const all = [one, two];\n  const answer = () => all[0]! * step;\n  return { next: answer };\n};\n',
      },
      /^reject\/one\/stuck\.ts: nothing says what would mend it\. Mark the mistake with "\/\/ right: /,
    ],
    [
      'a surviving mutant',
      {
        'build/counter/accept/one/sum.ts': `// mutate: yes\n${RIGHT.replace('  let n = 0;', '  let n = 0;\n  let unused = 5;').replace('n += step;', 'n += step;\n      unused += 1;')}`,
      },
      /^accept\/one\/sum\.ts: \d+ of \d+ mutants die, and 95 % must\. This one lives: `unused \+= 1;` as `;`\. Add a case/,
    ],
    [
      'a rule that kills too many',
      { 'build/counter/reject/one/late.ts': STUCK.replace('breaks: counts', 'breaks: counts\n// Again.') },
      /^rules\.ts: rung "one": rule "counts" fails for 2 of 2 wrong programs, and none may for more than half/,
    ],
    [
      'a renamed copy',
      { 'build/counter/accept/one/total.ts': RIGHT.replaceAll(/\bn\b/g, 'total') },
      /^accept\/one\/total\.ts: is "sum" with other names\. Write it with another data structure/,
    ],
    [
      'an equivalent that dies',
      {
        'build/counter/equivalents.yaml':
          "one:\n  - mutant: 'product: let calls = 0 -> let calls = 1'\n    because: It is said that it makes no difference.\n",
      },
      /^equivalents\.yaml: rung "one" lists 'product: let calls = 0 -> let calls = 1', and (it dies by first|there is no such mutant)\. Take it away\.$/,
    ],
    [
      'a value of a fact that no program is for',
      {
        'build/counter/exercise.yaml': (SOUND['build/counter/exercise.yaml'] ?? '').replace(
          'facts: { step: 2 }',
          'variants: { step: [2, 3] }',
        ),
      },
      /^exercise\.yaml: the fact step may be 3, and no program in reject\/ is wrong for that\. Add one with "\/\/ facts: step=3"\.$/,
    ],
  ])('tells %s', async (_what, changes, expected) => {
    const problems = told(await reportOf(await built(changes)));
    expect(problems.filter((problem) => expected.test(problem))[0] ?? problems).toMatch(expected);
  });

  it('judges a program of the bank with the facts of its header', async () => {
    const exercise = await built({
      'build/counter/accept/one/three.ts':
        '// facts: step=3\n// Threes.\nexport const createCounter = () => { let n = -3; return { next: () => (n += 3) + 3 }; };\n',
    });
    const report = await reportOf(exercise);
    expect(told(report)).toEqual([]);
    expect(report.rungs['one']?.accepts.find(({ program }) => program === 'three')).toMatchObject({
      facts: { step: 3 },
      passes: true,
    });
  });

  it('takes a surviving mutant that is argued to be equivalent', async () => {
    const source = `// mutate: yes\n${RIGHT.replace('let n = 0;', 'let n = 0;\n  const seen = [0];\n  seen.length = 0;')}`;
    const first = await reportOf(await built({ 'build/counter/accept/one/sum.ts': source }));
    const survivors = first.rungs['one']?.mutants.survivors ?? [];
    expect(survivors).toContain('sum: seen.length = 0; -> ;');
    const listed = survivors.map(
      (mutant) => `  - mutant: '${mutant}'\n    because: Nothing is ever read of what was seen.\n`,
    );
    const second = await reportOf(
      await built({
        'build/counter/accept/one/sum.ts': source,
        'build/counter/equivalents.yaml': `one:\n${listed.join('')}`,
      }),
    );
    expect(second.rungs['one']?.mutants.survivors).toEqual([]);
    expect(told(second)).toEqual([
      expect.stringContaining('mutants are listed as equivalent, and at most a tenth may be'),
    ]);
  });
});

describe('a report beside its exercise', () => {
  it('is current until a source changes, and stale when the judge does', async () => {
    const exercise = await built({});
    const command = 'npm run qualify -- counter';
    expect(await standingOfReport(exercise, command)).toMatchObject({
      kind: 'missing',
      problem: { file: 'qualified.json' },
    });
    const report = await reportOf(exercise);
    await writeReport(exercise.folder, report);
    expect(await readReport(exercise.folder)).toEqual(report);
    expect(await standingOfReport(exercise, command)).toMatchObject({
      kind: 'outdated',
      problem: { message: expect.stringContaining('fewer than 10000 seeds (one)') as string },
    });
    const whole: Qualified = { ...report, rungs: { one: { ...report.rungs['one']!, seeds: 10_000 } } };
    await writeReport(exercise.folder, whole);
    expect(await standingOfReport(exercise, command)).toMatchObject({ kind: 'current' });
    await writeReport(exercise.folder, { ...whole, judge: 'another' });
    expect(await standingOfReport(exercise, command)).toMatchObject({
      kind: 'stale',
      message: expect.stringContaining(command) as string,
    });
    const accept = join(exercise.folder, 'accept/one/sum.ts');
    await writeFile(accept, (await readFile(accept, 'utf8')).replace('A sum', 'The sum'));
    const changed = await buildExercise(join(exercise.folder, '../..'), 'counter');
    expect(changed.ok && (await standingOfReport(changed.value, command))).toMatchObject({
      kind: 'outdated',
      problem: { message: `the exercise has changed since: one. Run ${command}` },
    });
  });

  it('is of the exercise although its prompt was reworded', async () => {
    const exercise = await built({});
    const report = await reportOf(exercise, 10_000);
    await writeReport(exercise.folder, report);
    await writeFile(join(exercise.folder, 'prompt.md'), 'Count, please.\n');
    const changed = await buildExercise(join(exercise.folder, '../..'), 'counter');
    expect(changed.ok && (await standingOfReport(changed.value, 'x')).kind).toBe('current');
  });
});
