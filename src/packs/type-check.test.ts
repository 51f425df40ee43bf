import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { typeProblems } from './type-check';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function messages(text: string): Promise<string[]> {
  const file = join(folder, 'module.ts');
  await writeFile(file, text);
  const problems = typeProblems([file], 'declare function later(use: () => void): void;');
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

it('knows drydock, the given globals and ES2023, and neither the DOM nor Node', async () => {
  const text = `import type { Rule } from 'drydock';
export const id = (rule: Rule): string => rule.id;
later(() => [1].toSorted());
document.title = '';
process.exit();
`;
  expect(await messages(text)).toEqual([
    expect.stringMatching(/^4:1 Cannot find name 'document'/),
    expect.stringMatching(/^5:1 Cannot find name 'process'/),
  ]);
});

it('tells the place of an error, strictly', async () => {
  expect(await messages('const a = [1];\nexport const b: number = a[0];\n')).toEqual([
    expect.stringMatching(/^2:14 Type 'number \| undefined' is not assignable to type 'number'\..*\(TS2322\)$/),
  ]);
});

it("takes ./contract of a starter and of a bank for the contract of that rung, and for the exercise's where it has none", async () => {
  const use = "import type { Pool } from './contract';\nexport const pool: Pool = { size: 1 };\n";
  const files = {
    'exercise/contract.ts': 'export interface Pool { size: number }\n',
    'exercise/contract/bounded.ts': 'export interface Pool { size: number; limit: number }\n',
    'exercise/starter/bounded.ts': use,
    'exercise/accept/bounded/a.ts': use,
    'exercise/accept/plain/a.ts': use,
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  const problems = typeProblems(
    Object.keys(files).map((name) => join(folder, name)),
    '',
  );
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("Property 'limit' is missing"),
    expect.stringContaining("Property 'limit' is missing"),
  ]);
});
