/** A process that makes trials, one at a time, for the `qualify` that started it. */
import { buildExercise, type BuiltExercise } from '../packs/build';
import type { Task, TaskResult } from '../qualify/types';
import { harnessTexts } from './harness';
import { runTask } from './qualify-task';

/** What the worker is asked. */
export interface Asked {
  /** Folder of the pack. */
  readonly pack: string;
  readonly exercise: string;
  readonly task: Task;
}

/** What it answers: the result and its wall time, or what broke in Drydock or in the pack. */
export type Answered =
  | { readonly ok: true; readonly result: TaskResult; readonly ms: number }
  | { readonly ok: false; readonly message: string };

const exercises = new Map<string, Promise<BuiltExercise>>();

async function exerciseOf({ pack, exercise }: Asked): Promise<BuiltExercise> {
  const built = await buildExercise(pack, exercise);
  if (!built.ok) throw new Error(built.problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return built.value;
}

async function answer(asked: Asked): Promise<Answered> {
  try {
    const key = `${asked.pack}/${asked.exercise}`;
    const built = exercises.get(key) ?? exerciseOf(asked);
    exercises.set(key, built);
    const ready = [await built, await harnessTexts()] as const;
    const began = performance.now();
    return { ok: true, result: await runTask(...ready, asked.task), ms: performance.now() - began };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (asked: Asked) => void answer(asked).then((answered) => process.send?.(answered)));
process.on('disconnect', () => process.exit());
