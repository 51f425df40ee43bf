import { type Attempt, openAttempt, startNewAttempt } from '../attempts';
import { BUILT_IN_PACK, CASE_RUNG, type DesignCase, loadCase, loadPackIndex, type LoadProblem } from '../packs';

/** A case with its attempt, ready to be worked on. */
export interface ReadyCase {
  readonly design: DesignCase;
  readonly attempt: Attempt;
}

/** Why it could not be opened. */
export interface CaseProblem {
  readonly title: string;
  readonly details: string;
  readonly todo: string;
}

/** One case on its way to its page: index, content, attempt. */
export class OpenedCase {
  readonly #id: string;
  #ready = $state.raw<ReadyCase>();
  #problem = $state.raw<CaseProblem>();
  #isClosed = false;

  constructor(id: string) {
    this.#id = id;
  }

  get ready(): ReadyCase | undefined {
    return this.#ready;
  }

  get problem(): CaseProblem | undefined {
    return this.#problem;
  }

  async load(): Promise<void> {
    this.#problem = undefined;
    const fetcher = fetch.bind(globalThis);
    const index = await loadPackIndex(fetcher, BUILT_IN_PACK);
    if (!index.ok) return this.#refuse(index.problem);
    const cases = index.value.exercises.filter(({ kind }) => kind === 'design');
    const entry = cases.find(({ id }) => id === this.#id);
    if (entry === undefined) {
      const there = cases.map(({ id }) => id).join(', ') || 'none in this pack';
      this.#problem = {
        title: 'There is no such case',
        details: `No design case is called "${this.#id}". There are: ${there}.`,
        todo: 'Check the address, or pick one from the catalogue.',
      };
      return;
    }
    const loaded = await loadCase(fetcher, BUILT_IN_PACK, entry);
    if (!loaded.ok) return this.#refuse(loaded.problem);
    const attempt = await openAttempt({
      key: { exercise: entry.id, contentHash: entry.contentHash },
      ladder: [{ id: CASE_RUNG, starter: '' }],
    });
    if (this.#isClosed) return void attempt.close();
    this.#ready = { design: loaded.value, attempt };
  }

  /** Leaves the attempt as it is, and begins another: other facts, another disguise. */
  async startNewInterview(): Promise<void> {
    const ready = this.#ready;
    if (ready === undefined) return;
    const attempt = await startNewAttempt(ready.attempt, { carry: false });
    if (this.#isClosed) return void attempt.close();
    this.#ready = { design: ready.design, attempt };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#ready?.attempt.close();
  }

  #refuse({ what, where, todo }: LoadProblem): void {
    this.#problem = { title: 'The case could not be loaded', details: `${what} (${where})`, todo };
  }
}
