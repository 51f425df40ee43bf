import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GROWTH_BANK, type ProgramCost } from '../engines/kernel';
import { compileProgram } from '../src/compile/node';
import { bundleRunner } from './determinism/peers';
import type { CompiledGrowth } from './growth/run';

declare function countGrowth(bank: readonly CompiledGrowth[]): readonly ProgramCost[];

test('steps are counted alike in Node and in this browser, and no known growth is misjudged', async ({
  page,
}, info) => {
  const bank = GROWTH_BANK.map(({ name, source, amortised = false }): CompiledGrowth => {
    const compiled = compileProgram(source);
    if (!compiled.ok) throw new Error(`${name}: ${compiled.problems[0]?.message ?? ''}`);
    return { name, amortised, code: compiled.program.code };
  });
  const runner = await bundleRunner(fileURLToPath(new URL('growth/run.ts', import.meta.url)));
  mkdirSync(info.outputDir, { recursive: true });
  const [script, input, output] = ['runner.cjs', 'bank.json', 'costs.json'].map((name) =>
    join(info.outputDir, name),
  ) as [string, string, string];
  const main = `const fs = require('node:fs');
fs.writeFileSync(process.argv[3], JSON.stringify(globalThis.countGrowth(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')))));`;
  writeFileSync(script, `${runner}\n${main}`);
  writeFileSync(input, JSON.stringify(bank));
  execFileSync(process.execPath, [script, input, output], { stdio: ['ignore', 'inherit', 'inherit'] });
  const inNode = JSON.parse(readFileSync(output, 'utf8')) as readonly ProgramCost[];
  await page.addScriptTag({ content: runner });
  const here = await page.evaluate((given) => countGrowth(given), bank);
  const told = (costs: readonly ProgramCost[]) =>
    costs.map(({ points, growth }, index) => ({ name: bank[index]?.name, points, growth }));
  expect(told(here)).toEqual(told(inNode));
  expect(here.map(({ growth }) => growth)).toEqual(GROWTH_BANK.map(({ growth }) => growth));
});
