/** A pack for tests. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BuildExercise } from './types';

/** Files of a small pack that builds: one exercise, two rungs, two rules. */
export const FIXTURE_PACK: Readonly<Record<string, string>> = {
  'pack.yaml': 'format: 1\nid: tests\ntitle: Tests\nversion: "1.0.0"\nlicence: MIT\nauthors: [A]\n',
  'build/counter/exercise.yaml': `format: 1
kind: build
id: counter
sheet: B-90
title: Counter
summary: Counts calls
group: Tests
patterns: [counting]
minutes: 5
requiredExport: createCounter
facts: { step: 1 }
rungs:
  - id: one
    title: One
    summary: one at a time
    spec: [{ term: Start, text: at 0 }]
    hints: [a, b, c]
  - id: many
    title: Many
    summary: many at a time
    facts: { step: 2, most: 9 }
    runs: 7
    spec: [{ term: Start, text: at 0 }]
    hints: [a, b, c]
`,
  'build/counter/prompt.md': 'Count.\n',
  'build/counter/contract.ts': `/** Counts: each call answers \`step\` more than the one before; the first answers \`step\`. */
export type CreateCounter = (step: number) => { next(): number };
`,
  'build/counter/starter.ts': 'export function createCounter(step: number) { return { next: () => 0 * step }; }\n',
  'build/counter/scenarios.ts': `import type { ScenariosModule, Stage } from 'drydock';
type Counter = (step: number) => { next(): number };
const calls = {
  id: 'calls',
  rungs: ['one', 'many'],
  input: (draw: { integer(min: number, max: number): number }) => draw.integer(1, 9),
  async run(stage: Stage, input: unknown) {
    const counter = (stage.exports['createCounter'] as Counter)(stage.facts['step'] as number);
    for (let index = 0; index < (input as number); index += 1) {
      await stage.sleep(1);
      stage.call('next', [], () => counter.next());
    }
  },
};
export const scenarios: ScenariosModule['scenarios'] = [calls];
`,
  'build/counter/rules.ts': `import { formatData, type Rule, type RulesModule } from 'drydock';
const rule = (id: string, rungs: string[], shown: boolean, sentence: string, holds: (value: unknown, n: number, step: number) => boolean): Rule => ({
  id, rungs, scenarios: ['calls'], shown, sentence,
  check(run) {
    let n = 0;
    for (const event of run.trace) {
      if (event.kind !== 'return') continue;
      n += 1;
      const step = run.facts['step'] as number;
      if (!holds(event.data, n, step)) {
        const because = 'Call ' + n + ' answered ' + formatData(event.data) + '; expected ' + n * step + '.';
        return { verdict: 'fail', because, at: event.seq, expected: n * step, actual: event.data ?? null };
      }
    }
    return { verdict: 'pass' };
  },
});
export const rules: RulesModule['rules'] = [
  rule('counts', ['one', 'many'], true, 'Counts.', (value, n, step) => value === n * step),
  rule('steps', ['many'], false, 'Steps.', (value) => typeof value === 'number'),
];
const correct = { createCounter: (step: number) => { let n = 0; return { next: () => (n += step) }; } };
export const reference: RulesModule['reference'] = { one: correct, many: correct };
`,
  'build/counter/scene.ts': 'export const scene = () => null;\n',
};

/** Writes the fixture pack into `folder`, with some files replaced; an empty text leaves the file out. */
export async function writeFixturePack(folder: string, changes: Readonly<Record<string, string>> = {}): Promise<void> {
  for (const [name, text] of Object.entries({ ...FIXTURE_PACK, ...changes })) {
    if (text === '') continue;
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** A build exercise without any stage but the code, for tests. */
export const NO_STAGES: Pick<BuildExercise, 'disguises' | 'variants' | 'questions' | 'review' | 'changes' | 'bank'> = {
  disguises: [],
  variants: {},
  questions: [],
  review: { remarks: [], costs: [], followups: [], tradeoffs: [], production: [] },
  changes: [],
  bank: { file: 'counter-bank.0123456789abcdef.json', contentHash: '0'.repeat(64) },
};
