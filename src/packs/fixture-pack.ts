/** A pack for tests. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

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
  'build/counter/contract.ts': 'export interface Counter { next(): number }\n',
  'build/counter/starter.ts': 'export function createCounter() { return { next: () => 0 }; }\n',
  'build/counter/scenarios.ts': `export const scenarios = [
  { id: 'calls', rungs: ['one', 'many'], input: (draw) => draw.integer(1, 9), async run(stage, input) { await stage.sleep(input); } },
];
`,
  'build/counter/rules.ts': `const reference = { createCounter: () => ({ next: () => 1 }) };
export const rules = [
  { id: 'counts', rungs: ['one', 'many'], scenarios: ['calls'], sentence: 'Counts.', shown: true, check: () => ({ verdict: 'pass' }) },
  { id: 'steps', rungs: ['many'], scenarios: ['calls'], sentence: 'Steps.', check: () => ({ verdict: 'pass' }) },
];
const exported = { one: reference, many: reference };
export { exported as reference };
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
