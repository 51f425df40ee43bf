import { expect, test } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { bundleRunner, differences, runInNode } from './determinism/peers';
import { compileBatches } from './determinism/programs';
import type { Batch } from './determinism/programs';

declare function runDeterminism(batches: readonly Batch[]): readonly string[];

test('the traces of 1,000 generated programs are the same in Node and in this browser, byte for byte', async ({
  page,
}, info) => {
  // Compiling takes most of it, and the machine may have other work.
  test.setTimeout(300_000);
  const batches = compileBatches();
  const runner = await bundleRunner();
  mkdirSync(info.outputDir, { recursive: true });
  const expected = runInNode(runner, batches, info.outputDir);
  expect(expected).toHaveLength(1000);
  expect(new Set(expected).size).toBe(1000);
  await page.addScriptTag({ content: runner });
  const actual = await page.evaluate((given) => runDeterminism(given), batches);
  expect(differences(expected, actual)).toEqual([]);
});
