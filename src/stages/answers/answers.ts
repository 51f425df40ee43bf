/**
 * Answers in free text, as their events tell them: every try is kept, what was found in it by its words, and what the
 * learner claims all the same. Found and claimed are never mixed. Pure.
 */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { Answered } from '../../packs/types';
import { findEvidence } from '../language/evidence';

const entry = v.variant('do', [
  v.strictObject({
    do: v.literal('answer'),
    /** What was answered. */
    item: v.string(),
    text: v.string(),
    /** Points that were found in it. */
    found: v.array(v.string()),
    /** Lines of the code that it is attached to, from 1. */
    lines: v.optional(v.strictObject({ from: v.number(), to: v.number(), code: v.string() })),
  }),
  v.strictObject({ do: v.literal('contest'), item: v.string(), point: v.string() }),
]);

/** What an answer puts into the log. */
export type AnswerEntry = v.InferOutput<typeof entry>;

/** One try at an item. */
export interface Try {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly text: string;
  readonly found: readonly string[];
  readonly lines?: { readonly from: number; readonly to: number; readonly code: string };
}

/** All tries at one item, the newest last. */
export interface ItemAnswers {
  readonly tries: readonly Try[];
  /** Points that the learner claims for the newest try. */
  readonly claimed: readonly string[];
}

/** The answers of a stage by item. */
export function answersOf(entries: readonly StageEntry[]): ReadonlyMap<string, ItemAnswers> {
  const items = new Map<string, ItemAnswers>();
  for (const { at, data } of entries) {
    const parsed = v.safeParse(entry, data);
    if (!parsed.success) continue;
    const said = parsed.output;
    const before = items.get(said.item) ?? { tries: [], claimed: [] };
    if (said.do === 'contest') {
      items.set(said.item, { ...before, claimed: [...new Set([...before.claimed, said.point])] });
      continue;
    }
    const { text, found, lines } = said;
    const one: Try = { at, text, found, ...(lines === undefined ? {} : { lines }) };
    items.set(said.item, { tries: [...before.tries, one], claimed: [] });
  }
  return items;
}

/** The event of an answer: its grade is made now, and kept with it. */
export function answer(
  item: string,
  text: string,
  { points }: Pick<Answered, 'points'>,
  lines?: NonNullable<Try['lines']>,
): AnswerEntry {
  const found = findEvidence(text, points).flatMap(({ id, marks }) => (marks.length > 0 ? [id] : []));
  return { do: 'answer', item, text, found, ...(lines === undefined ? {} : { lines }) };
}
