/** What an interview puts into the log, beside questions (Clarify's) and edits. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../attempts';
import type { Anchor } from './clock';

/** Its name in the log, as a stage's. */
export const INTERVIEW = 'interview';
/** The file of the learner's notes. */
export const NOTES_FILE = 'notes.md';

const ms = v.pipe(v.number(), v.minValue(0));
const phase = v.strictObject({ id: v.string(), title: v.string(), minutes: v.number(), left: v.string() });

const entry = v.variant('do', [
  v.strictObject({
    do: v.literal('begin'),
    format: v.string(),
    title: v.string(),
    /** Extra time in per cent; already in the phases. */
    extra: v.number(),
    phases: v.pipe(v.array(phase), v.minLength(1)),
  }),
  /** The time of the interview here: see `clock.ts`. `by`: how far the wall clock had run ahead. */
  v.strictObject({
    do: v.literal('clock'),
    elapsedMs: ms,
    why: v.picklist(['taken-up', 'set', 'slept']),
    by: v.optional(v.number()),
  }),
  /** The interviewer speaks. `id` is what it is, said once; `line` quotes the code. */
  v.strictObject({
    do: v.literal('says'),
    id: v.string(),
    kind: v.picklist(['prompt', 'phase', 'time', 'change', 'pushback', 'failure']),
    text: v.string(),
    line: v.optional(v.number()),
  }),
  /** The learner says something that is no question. `to`: what it answers. */
  v.strictObject({ do: v.literal('say'), text: v.string(), to: v.optional(v.string()) }),
  /** The learner's own tests ran on their solution. `fault`: why they could not. */
  v.strictObject({
    do: v.literal('tests'),
    of: v.number(),
    failed: v.array(v.strictObject({ name: v.string(), message: v.string() })),
    fault: v.optional(v.string()),
  }),
  /** Another file was brought to the front. */
  v.strictObject({ do: v.literal('file'), file: v.string() }),
  v.strictObject({ do: v.literal('end'), why: v.picklist(['time', 'early', 'abandoned']), elapsedMs: ms }),
]);

/** One entry of an interview. */
export type InterviewEntry = v.InferOutput<typeof entry>;

/** An entry with its place in the log. */
export type PlacedEntry = InterviewEntry & { readonly index: number; readonly at: number };

/** Entries that are understood, in order; others are passed over. */
export function interviewEntries(entries: readonly StageEntry[]): readonly PlacedEntry[] {
  return entries.flatMap(({ at, index, data }) => {
    const parsed = v.safeParse(entry, data);
    return parsed.success && index !== undefined ? [{ ...parsed.output, at, index }] : [];
  });
}

/** Narrows entries to those of one kind. */
export function entriesOf<K extends InterviewEntry['do']>(
  entries: readonly PlacedEntry[],
  kind: K,
): readonly Extract<PlacedEntry, { readonly do: K }>[] {
  return entries.filter((one): one is Extract<PlacedEntry, { readonly do: K }> => one.do === kind);
}

/** Places whose time is known: the beginning, each clock entry, the end. */
export function anchorsOf(entries: readonly PlacedEntry[]): readonly Anchor[] {
  return entries.flatMap((one): readonly Anchor[] => {
    const { index, at } = one;
    if (one.do === 'begin') return [{ index, at, elapsedMs: 0 }];
    return one.do === 'clock' || one.do === 'end' ? [{ index, at, elapsedMs: one.elapsedMs }] : [];
  });
}
