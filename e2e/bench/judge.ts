import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';
import { createJudge, createRunner } from '../../engines/check';
import type { ProgramFactory } from '../../engines/kernel';
import { compileProgram } from '../../src/compile/node';
import { buildExercise, exerciseIds, type BuiltExercise } from '../../src/packs/build';
import { median, type Figure } from './table';

const PACK = fileURLToPath(new URL('../../exercises', import.meta.url));
const JUDGEMENTS = 7;

/**
 * All hidden checks of a rung over a correct program, warm and in one process: every rung of every exercise, as many cases
 * as the page asks for. The first of its accept bank that is right under the rung's own facts is judged.
 */
export async function benchJudge(): Promise<readonly Figure[]> {
  const ids = await exerciseIds(PACK);
  if (!ids.ok) throw new Error(ids.problems.map(({ message }) => message).join('\n'));
  const figures: Figure[] = [];
  for (const id of ids.value) {
    const built = await buildExercise(PACK, id);
    if (!built.ok) throw new Error(built.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
    for (const rung of built.value.exercise.rungs) {
      const { ms, cases } = await measureRung(built.value, rung);
      const what = `${id}/${rung.id}: ${cases} cases judged`;
      figures.push({ what, value: ms, unit: 'ms', budget: { limit: 200, at: 'most' } });
    }
  }
  return figures;
}

/** Median time of a judgement, the first left out: it warms what the page warms too. */
async function measureRung(
  built: BuiltExercise,
  { id, facts, requiredExport, runs }: BuiltExercise['exercise']['rungs'][number],
): Promise<{ readonly ms: number; readonly cases: number }> {
  const right = built.bank.rungs[id]?.find((program) => program.kind === 'accept' && program.facts === undefined);
  const compiled = compileProgram(right?.source ?? '', { requiredExport });
  if (!compiled.ok) throw new Error(`${id} has no correct program that compiles`);
  const factory = (code: string): ProgramFactory => new Script(code).runInThisContext() as ProgramFactory;
  const program = factory(compiled.program.code);
  const explain = factory(compiled.program.explainCode);
  const { rules, scenarios } = built.modules;
  const times: number[] = [];
  let cases = 0;
  for (let at = 0; at <= JUDGEMENTS; at += 1) {
    const runner = createRunner({ scenarios, program, explain, rung: id, facts, requiredExport });
    const began = performance.now();
    const judging = createJudge({
      rules,
      scenarios,
      exercise: built.exercise.id,
      contentHash: built.entry.contentHash,
      rung: id,
      facts,
      seed: at,
      runs,
      runCases: (asked) => Promise.resolve(runner.runAll(asked)),
    });
    for await (const event of judging) {
      if (event.type !== 'done') continue;
      if (event.verdict !== 'pass') throw new Error(`${id}: a correct program is judged ${event.verdict}, seed ${at}`);
      cases = event.cases;
    }
    if (at > 0) times.push(performance.now() - began);
  }
  return { ms: median(times), cases };
}
