/** The rows as they are being typed: kept in the log soon after a change, and at once when a field is left. */
import type { Data } from '../../../engines/kernel/types';
import type { EstimateEntry, EstimateState } from './state';
import type { RowText } from './sheet';

/** Milliseconds from the last change until it is kept. */
const SETTLE_MS = 600;

interface EditorOptions {
  /** What the log says. */
  readonly state: () => EstimateState;
  readonly keep: (data: Data) => void;
}

/** Which of a row's texts. */
export type Column = 'name' | 'formula' | 'yours';

export class SheetEditor {
  readonly #options: EditorOptions;
  /** Typed and not kept yet; one a row. */
  #drafts = $state.raw<readonly RowText[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: EditorOptions) {
    this.#options = options;
  }

  /** Every row, with what is typed in it; one empty row where there is none. */
  readonly rows: readonly RowText[] = $derived.by(() => {
    const { rows } = this.#options.state();
    const kept = rows.map((row) => this.#drafts.find(({ id }) => id === row.id) ?? row);
    const fresh = this.#drafts.filter(({ id }) => !rows.some((row) => row.id === id));
    const all = [...kept, ...fresh];
    return all.length > 0 ? all : [blank(this.#options.state().nextId)];
  });

  /** The log's state with what is typed. */
  readonly state: EstimateState = $derived.by(() => ({ ...this.#options.state(), rows: this.rows }));

  type(id: string, column: Column, text: string): void {
    const row = this.rows.find((one) => one.id === id);
    if (row === undefined) return;
    this.#drafts = [...this.#drafts.filter((draft) => draft.id !== id), { ...row, [column]: text }];
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SETTLE_MS);
  }

  /** Keeps what is typed. */
  flush(): void {
    clearTimeout(this.#timer);
    if (this.#drafts.length === 0) return;
    const drafts = this.#drafts;
    const { choices } = this.#options.state();
    for (const row of drafts) this.#put(entryOf(row, choices.get(row.id)));
    this.#drafts = [];
  }

  /** A new row; its id. */
  add(name = '', answers?: string): string {
    this.flush();
    const isMade = name !== '' || answers !== undefined;
    // The empty row that an empty sheet shows is in no log yet: a second one needs the first.
    if (this.#options.state().rows.length === 0 && !isMade)
      this.#put(entryOf(blank(this.#options.state().nextId), undefined));
    const id = this.#options.state().nextId;
    this.#put(entryOf({ ...blank(id), name }, answers));
    return id;
  }

  remove(id: string): void {
    this.flush();
    this.#put({ do: 'remove', id });
  }

  /** @param answers a row of the reference, `-` for none, or nothing to go by the name */
  choose(id: string, answers: string | undefined): void {
    this.flush();
    const row = this.rows.find((one) => one.id === id);
    if (row !== undefined) this.#put(entryOf(row, answers));
  }

  showReference(shown: boolean): void {
    this.flush();
    this.#put({ do: 'reference', shown });
  }

  #put(entry: EstimateEntry): void {
    this.#options.keep(entry);
  }
}

function blank(id: string): RowText {
  return { id, name: '', formula: '', yours: '' };
}

function entryOf(row: RowText, answers: string | undefined): EstimateEntry {
  return { do: 'row', ...row, ...(answers === undefined ? {} : { answers }) };
}
