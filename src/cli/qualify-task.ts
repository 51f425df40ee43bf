/** One trial, made in this process. */
import type { BuiltExercise } from '../packs/build';
import { tryAccept, tryMutant, tryReject, tryRepaired, type TrialSetting } from '../qualify/trial';
import type { Task, TaskResult } from '../qualify/types';
import type { HarnessTexts } from './harness';
import { openProgram } from './qualify-program';

/** Makes a trial. Throws only for a rung that does not exist. */
export async function runTask(built: BuiltExercise, harness: HarnessTexts, task: Task): Promise<TaskResult> {
  const { exercise, modules, entry } = built;
  const rung = exercise.rungs.find(({ id }) => id === task.rung);
  if (rung === undefined) throw new Error(`${exercise.id} has no rung ${task.rung}`);
  const { requiredExport, runs } = rung;
  const setting: TrialSetting = {
    exercise: exercise.id,
    contentHash: entry.contentHash,
    rung: rung.id,
    facts: task.facts,
    runs,
    rules: modules.rules,
    scenarios: modules.scenarios,
    open: (source) =>
      openProgram(source, {
        harness,
        scenarios: exercise.modules.scenarios,
        rung: rung.id,
        facts: task.facts,
        requiredExport,
      }),
  };
  const { kind, source, seeds, breaks = '', judgements = 1 } = task;
  switch (kind) {
    case 'accept':
      return { kind, trial: await tryAccept(setting, source, seeds) };
    case 'reject':
      return { kind, trial: await tryReject(setting, source, breaks, judgements) };
    case 'repair':
      return { kind, trial: await tryRepaired(setting, source, seeds) };
    case 'mutant':
      return { kind, trial: await tryMutant(setting, source, seeds) };
  }
}
