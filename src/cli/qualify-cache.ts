/**
 * Trials that were made before, so that a run that was killed goes on where it was, and a changed program is the only
 * one that is tried again. Kept under `node_modules/.cache`, one line a trial, by the hash of all that decides it.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BuildExercise } from '../packs/types';
import { canonicalJson } from '../packs/canonical';
import type { Task } from '../qualify/types';
import type { Timed } from './qualify-pool';

export interface TrialCache {
  get(task: Task): Timed | undefined;
  /** Kept at once: whatever happens next, it is not tried again. */
  put(task: Task, timed: Timed): void;
  /** Forgets trials that were not asked for: sources that are no more. */
  prune(): void;
}

/**
 * @param folder where it is kept
 * @param hashes of kernel, checks and compiler, and of the exercise's code and the engines that it uses
 */
export function openCache(
  folder: string,
  exercise: BuildExercise,
  { judge, code }: { readonly judge: string; readonly code: string },
): TrialCache {
  const file = join(folder, `${exercise.id}.jsonl`);
  const shared = hash([judge, code, process.version, exercise.id, exercise.modules.scenarios, exercise.modules.rules]);
  const keyOf = (task: Task): string => {
    const rung = exercise.rungs.find(({ id }) => id === task.rung);
    return hash([shared, canonicalJson(task), String(rung?.runs), String(rung?.requiredExport)]);
  };
  const lines = new Map(readLines(file));
  const used = new Set<string>();
  return {
    get(task) {
      const key = keyOf(task);
      used.add(key);
      return lines.get(key);
    },
    put(task, timed) {
      // A failure is shown with a replay of the exercise as it is now: it is made anew each time.
      const { result } = timed;
      if (result.kind === 'accept' && result.trial.failed.length + result.trial.halts.length > 0) return;
      const key = keyOf(task);
      used.add(key);
      lines.set(key, timed);
      mkdirSync(dirname(file), { recursive: true });
      // The line break comes first: a line that a kill cut off spoils only itself.
      appendFileSync(file, `\n${JSON.stringify([key, timed])}`);
    },
    prune() {
      const kept = [...lines].filter(([key]) => used.has(key));
      if (kept.length === 0) return;
      writeFileSync(`${file}.${process.pid}`, kept.map((line) => JSON.stringify(line)).join('\n'));
      renameSync(`${file}.${process.pid}`, file);
    },
  };
}

/** Forgets what is known of an exercise. */
export function clearCache(folder: string, exercise: string): void {
  rmSync(join(folder, `${exercise}.jsonl`), { force: true });
}

/** A line that was cut off by a kill is no line. */
function readLines(file: string): readonly (readonly [string, Timed])[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as [string, Timed]];
    } catch {
      return [];
    }
  });
}

function hash(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
