import { BUILT_IN_PACK, type BuildExercise, type ExerciseEntry, loadExercise, loadPackIndex } from '../packs';

/** Why something cannot be shown, and what to do. */
export interface OpenProblem {
  readonly title: string;
  readonly details: string;
  readonly todo: string;
}

export type Opened<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: OpenProblem };

/** Everything in the catalogue that can be interviewed. */
export async function openList(): Promise<Opened<readonly ExerciseEntry[]>> {
  const index = await loadPackIndex(fetch.bind(globalThis), BUILT_IN_PACK);
  if (index.ok) return { ok: true, value: index.value.exercises.filter(({ kind }) => kind === 'build') };
  const { what, where, todo } = index.problem;
  return failed('The exercises could not be loaded', `${what} (${where})`, todo);
}

/** An exercise with the hash of its content. */
export interface OpenedBuild {
  readonly exercise: BuildExercise;
  readonly contentHash: string;
}

/** Loads a build exercise by its id. */
export async function openBuild(id: string): Promise<Opened<OpenedBuild>> {
  const list = await openList();
  if (!list.ok) return list;
  const entry = list.value.find((one) => one.id === id);
  if (entry === undefined) {
    const known = list.value.map((one) => one.id).join(', ');
    const todo = 'Check the address, or pick one from the catalogue.';
    return failed('There is no such exercise', `No build exercise is called "${id}". There are: ${known}.`, todo);
  }
  const loaded = await loadExercise(fetch.bind(globalThis), BUILT_IN_PACK, entry);
  if (loaded.ok) return { ok: true, value: { exercise: loaded.value, contentHash: entry.contentHash } };
  const { what, where, todo } = loaded.problem;
  return failed('The exercise could not be loaded', `${what} (${where})`, todo);
}

function failed(title: string, details: string, todo: string): { readonly ok: false; readonly problem: OpenProblem } {
  return { ok: false, problem: { title, details, todo } };
}
