import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileProgram } from '../src/compile/node';
import { buildExercise } from '../src/packs/build';
import { bundleRunner } from './determinism/peers';
import type { Order, Told } from './verdicts/run';

declare function judgePrograms(orders: readonly Order[]): Promise<readonly Told[]>;

const PACK = fileURLToPath(new URL('../exercises', import.meta.url));

/** Right and wrong programs of a synchronous and of an asynchronous exercise. */
const PROGRAMS = [
  [
    'rate-limiter',
    'fixed-window',
    ['start-and-count', 'expiry-queue', 'admits-one-more', 'never-resets', 'plain-object'],
  ],
  ['worker-pool', 'workers', ['array-and-counter', 'semaphore', 'runs-one-more', 'stack', 'never-looks-again']],
] as const;

async function orders(): Promise<readonly Order[]> {
  const made = PROGRAMS.map(async ([id, rungId, names]) => {
    const built = await buildExercise(PACK, id);
    if (!built.ok) throw new Error(built.problems.map(({ message }) => message).join('\n'));
    const { exercise, entry, bank } = built.value;
    const rung = exercise.rungs.find((one) => one.id === rungId);
    const programs = bank.rungs[rungId]?.filter((one) => (names as readonly string[]).includes(one.id)) ?? [];
    if (rung === undefined || programs.length < 4)
      throw new Error(`${id}/${rungId} has not the programs that are judged`);
    return programs.map(({ source }): Order => {
      const compiled = compileProgram(source, { requiredExport: rung.requiredExport });
      if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
      const { code, explainCode } = compiled.program;
      const { scenarios, rules } = exercise.modules;
      const { facts, requiredExport, runs } = rung;
      const { contentHash } = entry;
      return {
        scenarios,
        rules,
        code,
        explainCode,
        exercise: id,
        contentHash,
        rung: rungId,
        facts,
        requiredExport,
        seed: 7,
        runs,
      };
    });
  });
  return (await Promise.all(made)).flat();
}

test('verdicts over 1,000 cases and their counterexamples are the same twice, in Node and in this browser', async ({
  page,
}, info) => {
  // The machine may have other work.
  test.setTimeout(180_000);
  const runner = await bundleRunner(fileURLToPath(new URL('verdicts/run.ts', import.meta.url)));
  const given = await orders();
  mkdirSync(info.outputDir, { recursive: true });
  const [first, second] = [1, 2].map((time) => inNode(runner, given, join(info.outputDir, `${time}`)));
  expect(first?.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(1_000);
  expect(first?.some(({ text }) => text.includes('"verdict":"fail"'))).toBe(true);
  expect(second).toEqual(first);
  await page.addScriptTag({ content: runner });
  for (let time = 1; time <= 2; time += 1) {
    const told = await page.evaluate((these) => judgePrograms(these), given);
    expect(told.map(({ cases }) => cases)).toEqual(first?.map(({ cases }) => cases));
    for (const [index, { text }] of told.entries()) expect(text).toBe(first?.[index]?.text);
  }
});

/** In a process of its own: the realm it prepares is no one else's. */
function inNode(runner: string, given: readonly Order[], folder: string): readonly Told[] {
  mkdirSync(folder, { recursive: true });
  const [script, input, output] = ['runner.cjs', 'orders.json', 'told.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const main = `const fs = require('node:fs');
const [given, answer] = process.argv.slice(2);
globalThis.judgePrograms(JSON.parse(fs.readFileSync(given, 'utf8'))).then((told) => fs.writeFileSync(answer, JSON.stringify(told)));`;
  writeFileSync(script, `${runner}\n${main}`);
  writeFileSync(input, JSON.stringify(given));
  execFileSync(process.execPath, [script, input, output], { stdio: ['ignore', 'inherit', 'inherit'] });
  return JSON.parse(readFileSync(output, 'utf8')) as readonly Told[];
}
