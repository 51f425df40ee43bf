/** An estimate as its events tell it. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { Choices } from './matching';
import { MOST_ROWS, type RowText } from './sheet';

const short = v.pipe(v.string(), v.maxLength(2000));

const entry = v.variant('do', [
  /** A row as it now is; a new id adds one. `answers` is the row of the reference that it was made for, or `-`. */
  v.strictObject({
    do: v.literal('row'),
    id: v.pipe(v.string(), v.regex(/^r\d{1,4}$/)),
    name: short,
    formula: short,
    yours: short,
    answers: v.optional(short),
  }),
  v.strictObject({ do: v.literal('remove'), id: v.string() }),
  /** The reference was looked at, or put away. */
  v.strictObject({ do: v.literal('reference'), shown: v.boolean() }),
]);

/** What the stage puts into the log. */
export type EstimateEntry = v.InferOutput<typeof entry>;

export interface EstimateState {
  readonly rows: readonly RowText[];
  readonly choices: Choices;
  readonly isReferenceShown: boolean;
  /** The id of the next new row: none is given twice, so that no formula comes to mean another row. */
  readonly nextId: string;
}

/** Reads the entries of one try. Ones that are not known are passed over. */
export function estimateOf(entries: readonly StageEntry[]): EstimateState {
  const rows = new Map<string, RowText>();
  const choices = new Map<string, string>();
  let isReferenceShown = false;
  let highest = 0;
  for (const { data } of entries) {
    const parsed = v.safeParse(entry, data);
    if (!parsed.success) continue;
    const done = parsed.output;
    if (done.do === 'reference') isReferenceShown = done.shown;
    else if (done.do === 'remove') {
      rows.delete(done.id);
      choices.delete(done.id);
    } else {
      const { id, name, formula, yours, answers } = done;
      if (!rows.has(id) && rows.size >= MOST_ROWS) continue;
      highest = Math.max(highest, Number(id.slice(1)));
      rows.set(id, { id, name, formula, yours });
      if (answers === undefined) choices.delete(id);
      else choices.set(id, answers);
    }
  }
  return { rows: [...rows.values()], choices, isReferenceShown, nextId: `r${highest + 1}` };
}
