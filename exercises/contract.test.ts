/** What every build exercise promises, over every one that there is: a new folder is tested by being there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import { createJudge, createRunner, type JudgeEvent, type RuleResult, type SceneModule } from '../engines/check';
import { prepareRealm, type ProgramFactory } from '../engines/kernel';
import { compileProgram } from '../src/compile/node';
import { buildExercise, exerciseIds, type BuiltExercise } from '../src/packs/build';
import { evaluatePackModule } from '../src/packs/evaluate';
import { normalisedTree } from '../src/qualify/same-program';

// As the sandbox does, so that built-ins are counted and what a program holds is seen.
prepareRealm();

const PACK = fileURLToPath(new URL('.', import.meta.url));
/** Generated cases that a right program is held to at least, over all scenarios of a rung. */
const SEEDS = 300;

const listed = await exerciseIds(PACK);
if (!listed.ok) throw new Error(listed.problems.map(({ message }) => message).join('\n'));

for (const id of listed.value) {
  const result = await buildExercise(PACK, id);
  test(`${id} builds`, () => {
    expect(result.ok ? [] : result.problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([]);
  });
  // One that does not build is told by that, and keeps no other from being held to its contract.
  if (result.ok) for (const rung of result.value.exercise.rungs) contract(result.value, rung.id);
}

function contract(built: BuiltExercise, rung: string): void {
  const { id } = built.exercise;
  const starter = built.exercise.rungs.find((one) => one.id === rung)?.starter ?? '';
  const accepts = bank(built.folder, 'accept', rung);
  const rejects = bank(built.folder, 'reject', rung);
  const scenarioCount = built.modules.scenarios.scenarios.filter(({ rungs }) => rungs.includes(rung)).length;
  const killers = new Map<string, readonly string[]>();

  describe(`${id}/${rung}`, () => {
    beforeAll(async () => {
      for (const file of rejects) killers.set(file, failedRules(await judge(built, rung, read(file))));
    });

    test('the starter compiles, and fails', async () => {
      expect(verdictOf(await judge(built, rung, starter))).toBe('fail');
    });

    test('has at least four correct programs and eight wrong ones', () => {
      expect(accepts.length).toBeGreaterThanOrEqual(4);
      expect(rejects.length).toBeGreaterThanOrEqual(8);
    });

    test('correct programs are different programs', () => {
      expect(new Set(accepts.map((file) => normalisedTree(read(file)))).size).toBe(accepts.length);
    });

    test.each(accepts.map((file) => [basename(file), file]))('%s passes every rule, on evidence', async (_, file) => {
      const runs = Math.ceil((1.4 * SEEDS) / scenarioCount);
      const events = await judge(built, rung, read(file), { seed: 2, runs });
      const results = rulesOf(events);
      expect(results.filter(({ verdict }) => verdict !== 'pass')).toEqual([]);
      expect(events.at(-1)).toMatchObject({ type: 'done', cases: expect.toSatisfy((cases: number) => cases > SEEDS) });
    });

    test.each(rejects.map((file) => [basename(file), file]))('%s is told by the rule that it breaks', (_, file) => {
      const named = /^\/\/ breaks: (\S+)$/m.exec(read(file))?.[1];
      expect(killers.get(file)).toContain(named);
    });

    test('no rule alone refuses more than half of the wrong programs', () => {
      const all = [...killers.values()].flat();
      const counts = [...new Set(all)].map((rule) => [rule, all.filter((one) => one === rule).length] as const);
      expect(counts.filter(([, count]) => count > rejects.length / 2)).toEqual([]);
    });

    test('the same seed gives the same events, byte for byte', async () => {
      for (const file of [accepts[0], rejects[0], rejects.at(-1)]) {
        const [first, second] = [
          await judge(built, rung, read(file ?? '')),
          await judge(built, rung, read(file ?? '')),
        ];
        expect(JSON.stringify(second)).toBe(JSON.stringify(first));
      }
    });

    test('a failure comes with a smaller run, a reference, a replay and a drawing that says it in words', async () => {
      const shown = rulesOf(await judge(built, rung, read(rejects[0] ?? ''))).find(({ verdict }) => verdict === 'fail');
      const { shrunk, sceneFault, scene, trace, reference, replay } = shown?.counterexample ?? {};
      expect(sceneFault).toBeUndefined();
      expect(scene).toMatchObject({ sentence: expect.stringMatching(/\.$/) as string });
      expect(shrunk?.to).toBeLessThanOrEqual(shrunk?.from ?? 0);
      // A program that waits otherwise than the reference has other events; calls of its own it never has.
      expect(reference?.length).toBeGreaterThan(0);
      expect(trace?.length).toBeGreaterThan(0);
      expect(replay).toMatch(/^[\w.~=&%-]+$/);
    });
  });
}

function bank(folder: string, kind: 'accept' | 'reject', rung: string): readonly string[] {
  const path = join(folder, kind, rung);
  const names = existsSync(path) ? readdirSync(path).filter((name) => name.endsWith('.ts')) : [];
  return names.sort().map((name) => join(path, name));
}

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

/** Judges in this process; the banks are our own. */
async function judge(
  built: BuiltExercise,
  rungId: string,
  source: string,
  { seed = 1, runs }: { readonly seed?: number; readonly runs?: number } = {},
): Promise<readonly JudgeEvent[]> {
  const { exercise, modules, entry } = built;
  const rung = exercise.rungs.find((one) => one.id === rungId);
  if (rung === undefined) throw new Error(`no rung ${rungId}`);
  const { requiredExport } = rung;
  // A program of a bank may be right, or wrong, under facts of its own.
  const own = built.bank.rungs[rungId]?.find((program) => program.source === source)?.facts;
  const facts = { ...rung.facts, ...own };
  const compiled = compileProgram(source, { requiredExport });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  const factory = (code: string): ProgramFactory => new Script(code).runInThisContext() as ProgramFactory;
  const runner = createRunner({
    scenarios: modules.scenarios,
    program: factory(compiled.program.code),
    explain: factory(compiled.program.explainCode),
    rung: rungId,
    facts,
    requiredExport,
  });
  const events: JudgeEvent[] = [];
  const judging = createJudge({
    rules: modules.rules,
    scenarios: modules.scenarios,
    scene: sceneOf(built),
    exercise: exercise.id,
    contentHash: entry.contentHash,
    rung: rungId,
    facts,
    seed,
    // As a press of Run has it.
    runs: runs ?? rung.runs,
    runCases: (cases) => Promise.resolve(runner.runAll(cases)),
  });
  for await (const event of judging) events.push(event);
  return events;
}

function sceneOf({ exercise }: BuiltExercise): SceneModule {
  const scene = evaluatePackModule(exercise.modules.scene, 'scene.ts');
  if (!scene.ok) throw new Error(scene.problems.map(({ message }) => message).join('\n'));
  return scene.value as unknown as SceneModule;
}

/** The last word on each rule: a failed one is told twice. */
function rulesOf(events: readonly JudgeEvent[]): readonly RuleResult[] {
  const results = events.flatMap((event) =>
    event.type === 'rule' ? [[event.result.rule, event.result] as const] : [],
  );
  return [...new Map(results).values()];
}

function failedRules(events: readonly JudgeEvent[]): readonly string[] {
  return rulesOf(events).flatMap(({ rule, verdict }) => (verdict === 'fail' ? [rule] : []));
}

function verdictOf(events: readonly JudgeEvent[]): string | undefined {
  const last = events.at(-1);
  return last?.type === 'done' ? last.verdict : undefined;
}
