import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { harnessTexts } from './harness';

const FILE = join(fileURLToPath(new URL('../../', import.meta.url)), 'node_modules/.cache/drydock/harness.json');

it('brings no judge and no reference into the realm of the program', async () => {
  const { harness } = await harnessTexts();
  expect(harness).toContain('function createRunner');
  expect(harness).not.toMatch(/createJudge|class Judgement|createFixedWindowLimiter|differential/);
});

it('is strict, so that no function of it can be had from a stack', async () => {
  const { harness, main } = await harnessTexts();
  expect(main).toMatch(/^'use strict';/);
  expect(harness).toMatch(/^\(function \(\) \{\n'use strict';/);
});

it('is made again when a file that went into it changed, or the cache is broken', async () => {
  const texts = await harnessTexts();
  const kept = JSON.parse(await readFile(FILE, 'utf8')) as { inputs: Record<string, string>; harness: string };
  const [path = ''] = Object.keys(kept.inputs).filter((name) => name.endsWith('realm.ts'));
  await writeFile(FILE, JSON.stringify({ ...kept, harness: 'stale', inputs: { ...kept.inputs, [path]: 'other' } }));
  expect((await harnessTexts()).harness).toBe(texts.harness);
  await writeFile(FILE, '{');
  expect((await harnessTexts()).harness).toBe(texts.harness);
  await rm(FILE);
  expect((await harnessTexts()).harness).toBe(texts.harness);
});
