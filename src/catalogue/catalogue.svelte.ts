import { exerciseProgress, type LoadedSummaries, loadSummaries } from '../attempts';
import { BUILT_IN_PACK, loadPackIndex, type LoadProblem, type PackIndex } from '../packs';
import {
  type CatalogueFilter,
  type CatalogueRow,
  countPatterns,
  filterRows,
  groupRows,
  type StatusFilter,
} from './filter';

/** The catalogue's state: what there is, what was done of it, and what it is narrowed to. */
export class CatalogueState {
  #index = $state.raw<PackIndex>();
  #problem = $state.raw<LoadProblem>();
  #summaries = $state.raw<LoadedSummaries>({ ok: true, summaries: [] });
  #query = $state('');
  #patterns = $state.raw<readonly string[]>([]);
  #status = $state<StatusFilter>('all');

  readonly #rows: readonly CatalogueRow[] = $derived.by(() => {
    const summaries = this.#summaries.ok ? this.#summaries.summaries : [];
    return (this.#index?.exercises ?? []).map((entry) => ({
      entry,
      progress: exerciseProgress(
        entry.id,
        entry.rungs.map(({ id }) => id),
        summaries,
      ),
    }));
  });
  readonly #found = $derived(filterRows(this.#rows, this.filter));

  async load(): Promise<void> {
    this.#problem = undefined;
    const [index, summaries] = await Promise.all([
      loadPackIndex(fetch.bind(globalThis), BUILT_IN_PACK),
      loadSummaries(),
    ]);
    this.#summaries = summaries;
    if (index.ok) this.#index = index.value;
    else this.#problem = index.problem;
  }

  get pack(): PackIndex | undefined {
    return this.#index;
  }

  /** Why there is no pack, if there is none. */
  get problem(): LoadProblem | undefined {
    return this.#problem;
  }

  /** Why progress cannot be told, if it cannot. */
  get progressProblem(): string | undefined {
    return this.#summaries.ok ? undefined : this.#summaries.message;
  }

  get filter(): CatalogueFilter {
    return { query: this.#query, patterns: this.#patterns, status: this.#status };
  }

  get query(): string {
    return this.#query;
  }

  set query(query: string) {
    this.#query = query;
  }

  get status(): StatusFilter {
    return this.#status;
  }

  set status(status: StatusFilter) {
    this.#status = status;
  }

  togglePattern(name: string): void {
    this.#patterns = this.#patterns.includes(name)
      ? this.#patterns.filter((other) => other !== name)
      : [...this.#patterns, name];
  }

  clear(): void {
    this.#query = '';
    this.#patterns = [];
    this.#status = 'all';
  }

  get rows(): readonly CatalogueRow[] {
    return this.#rows;
  }

  get found(): readonly CatalogueRow[] {
    return this.#found;
  }

  get groups(): ReturnType<typeof groupRows> {
    return groupRows(this.#found);
  }

  get patterns(): ReturnType<typeof countPatterns> {
    return countPatterns(this.#rows.map(({ entry }) => entry));
  }

  /** The exercise that was touched last and is not finished, or else the one touched last. */
  get resumed(): CatalogueRow | undefined {
    const begun = this.#rows.filter(({ progress }) => progress.lastAt !== undefined);
    return begun.sort((a, b) => (b.progress.lastAt ?? 0) - (a.progress.lastAt ?? 0))[0];
  }
}
