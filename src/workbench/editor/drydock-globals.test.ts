import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { typeProblems } from '../../packs/type-check';
import { DRYDOCK_GLOBALS } from './drydock-globals';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'drydock-globals-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function problems(text: string): Promise<string[]> {
  const file = join(folder, 'program.ts');
  await writeFile(file, text);
  return typeProblems([file], DRYDOCK_GLOBALS).map(({ line, message }) => `${line} ${message}`);
}

it("takes a promise's resolve for what a timer calls, as engineers write a pause", async () => {
  const text = `export async function pause(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise<void>((resolve) => setTimeout(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  setTimeout((text: string) => text.length, 1, 'late');
  clearInterval(setInterval(() => undefined, 10));
}
`;
  expect(await problems(text)).toEqual([]);
});

it('tells of a timer that calls with less than its function needs', async () => {
  const text = `export const one = setTimeout((text: string) => text.length, 1);
export const other = setTimeout('text', 1);
`;
  expect(await problems(text)).toEqual([expect.stringMatching(/^1 /), expect.stringMatching(/^2 /)]);
});
