import { type Attempt, exerciseProgress, loadSummaries, openAttempt } from '../attempts';
import { BUILT_IN_PACK, type BuildExercise, loadExercise, loadPackIndex, type LoadProblem } from '../packs';

/** An exercise with its attempt, ready to be worked on. */
export interface Ready {
  readonly exercise: BuildExercise;
  readonly contentHash: string;
  readonly attempt: Attempt;
  /** Rungs passed in any attempt before. */
  readonly passed: readonly string[];
}

/** Why it could not be opened. */
export interface OpenProblem {
  readonly title: string;
  readonly details: string;
  readonly todo: string;
}

/** One exercise on its way to the workbench: index, content, attempt. */
export class OpenedExercise {
  readonly #id: string;
  #ready = $state.raw<Ready>();
  #problem = $state.raw<OpenProblem>();
  #isClosed = false;

  constructor(id: string) {
    this.#id = id;
  }

  get ready(): Ready | undefined {
    return this.#ready;
  }

  get problem(): OpenProblem | undefined {
    return this.#problem;
  }

  /** @param rung the rung of the address; where there is none, the one that was left */
  async load(rung: string | undefined): Promise<void> {
    this.#problem = undefined;
    const fetcher = fetch.bind(globalThis);
    const [index, summaries] = await Promise.all([loadPackIndex(fetcher, BUILT_IN_PACK), loadSummaries()]);
    if (!index.ok) return this.#refuse(index.problem);
    const entry = index.value.exercises.find(({ id }) => id === this.#id);
    if (entry === undefined) return this.#missing(index.value.exercises.map(({ id }) => id));
    const loaded = await loadExercise(fetcher, BUILT_IN_PACK, entry);
    if (!loaded.ok) return this.#refuse(loaded.problem);
    const exercise = loaded.value;
    const known = exercise.rungs.some(({ id }) => id === rung);
    const attempt = await openAttempt({
      key: { exercise: exercise.id, contentHash: entry.contentHash },
      ladder: exercise.rungs,
      ...(rung !== undefined && known ? { rung } : {}),
    });
    if (this.#isClosed) return void attempt.close();
    const ids = exercise.rungs.map(({ id }) => id);
    const { passed } = exerciseProgress(exercise.id, ids, summaries.ok ? summaries.summaries : []);
    this.#ready = { exercise, contentHash: entry.contentHash, attempt, passed };
  }

  /** Goes to a rung of the open exercise; an unknown one is left to the page to say. */
  enter(rung: string): void {
    const { exercise, attempt } = this.#ready ?? {};
    if (attempt === undefined || attempt.rung === rung) return;
    if (exercise?.rungs.some(({ id }) => id === rung)) attempt.enterRung(rung);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#ready?.attempt.close();
  }

  #refuse({ what, where, todo }: LoadProblem): void {
    this.#problem = { title: 'The exercise could not be loaded', details: `${what} (${where})`, todo };
  }

  #missing(existing: readonly string[]): void {
    this.#problem = {
      title: 'There is no such exercise',
      details: `No exercise is called "${this.#id}". There are: ${existing.join(', ')}.`,
      todo: 'Check the address, or pick one from the catalogue.',
    };
  }
}
