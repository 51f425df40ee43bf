import {
  BUILT_IN_PACK,
  CASE_RUNG,
  type DesignCase,
  type ExerciseEntry,
  loadCase,
  loadExercise,
  loadPackIndex,
  type LoadProblem,
} from '../packs';
import { caseInterviewed, type Interviewed } from './case';

/** Why something cannot be shown, and what to do. */
export interface OpenProblem {
  readonly title: string;
  readonly details: string;
  readonly todo: string;
}

export type Opened<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: OpenProblem };

/** A case of fewer stages is no round of 45 minutes. */
const ROUND_STAGES = 3;

function isRound({ kind, rungs }: ExerciseEntry): boolean {
  return kind === 'build' || rungs.length >= ROUND_STAGES;
}

/** Everything in the catalogue that can be interviewed. */
export async function openList(): Promise<Opened<readonly ExerciseEntry[]>> {
  const index = await loadPackIndex(fetch.bind(globalThis), BUILT_IN_PACK);
  if (index.ok) return { ok: true, value: index.value.exercises.filter(isRound) };
  const { what, where, todo } = index.problem;
  return failed('The exercises could not be loaded', `${what} (${where})`, todo);
}

/** What is interviewed, with the hash of its content. */
export interface OpenedExercise extends Interviewed {
  readonly contentHash: string;
  readonly ladder: readonly { readonly id: string; readonly starter: string }[];
  /** The case, where it is one. */
  readonly design?: DesignCase;
}

/** Loads a build exercise or a case by its id. `rung` is the first one; an attempt knows its own. */
export async function openExercise(id: string): Promise<Opened<OpenedExercise>> {
  const list = await openList();
  if (!list.ok) return list;
  const entry = list.value.find((one) => one.id === id);
  if (entry === undefined) {
    const known = list.value.map((one) => one.id).join(', ');
    const todo = 'Check the address, or pick one from the catalogue.';
    return failed('There is no such exercise', `Nothing is called "${id}". There are: ${known}.`, todo);
  }
  const { contentHash } = entry;
  const fetcher = fetch.bind(globalThis);
  if (entry.kind === 'design') {
    const loaded = await loadCase(fetcher, BUILT_IN_PACK, entry);
    if (!loaded.ok) return failedLoad(loaded.problem);
    const design = loaded.value;
    const ladder = [{ id: CASE_RUNG, starter: '' }];
    return { ok: true, value: { ...caseInterviewed(design), contentHash, ladder, design } };
  }
  const loaded = await loadExercise(fetcher, BUILT_IN_PACK, entry);
  if (!loaded.ok) return failedLoad(loaded.problem);
  const exercise = loaded.value;
  const [rung] = exercise.rungs;
  if (rung === undefined) return failed('The exercise is empty', `${id} has no rung.`, 'Choose another one.');
  return { ok: true, value: { exercise, rung, contentHash, ladder: exercise.rungs } };
}

function failedLoad({ what, where, todo }: LoadProblem): { readonly ok: false; readonly problem: OpenProblem } {
  return failed('The exercise could not be loaded', `${what} (${where})`, todo);
}

function failed(title: string, details: string, todo: string): { readonly ok: false; readonly problem: OpenProblem } {
  return { ok: false, problem: { title, details, todo } };
}
