/**
 * The tries at a stage of a case, as the log tells them. The frame's own entries stand among those of the stage: one
 * begins a new try, one keeps a grade. Nothing that was done in an earlier try is lost. Pure.
 */
import * as v from 'valibot';
import type { StageEntry } from '../attempts';
import type { Data } from '../../engines/kernel/types';
import type { StageGrade } from './types';

const finding = v.strictObject({ id: v.string(), text: v.string(), place: v.optional(v.string()) });

const frameEntry = v.variant('frame', [
  /** From here on it is another try. */
  v.strictObject({ frame: v.literal('try') }),
  v.strictObject({
    frame: v.literal('grade'),
    grade: v.strictObject({
      found: v.array(finding),
      missing: v.array(finding),
      contested: v.array(finding),
      share: v.number(),
      next: v.string(),
    }),
  }),
]);

/** One try at a stage. */
export interface StageTry {
  /** What the stage kept, oldest first. */
  readonly entries: readonly StageEntry[];
  /** The grades it was given, oldest first. */
  readonly grades: readonly { readonly at: number; readonly grade: StageGrade }[];
}

/** All tries, the open one last; always at least one. */
export function triesOf(entries: readonly StageEntry[]): readonly StageTry[] {
  const tries: { entries: StageEntry[]; grades: { at: number; grade: StageGrade }[] }[] = [{ entries: [], grades: [] }];
  for (const entry of entries) {
    const open = tries.at(-1);
    const framed = v.safeParse(frameEntry, entry.data);
    if (!framed.success) open?.entries.push(entry);
    else if (framed.output.frame === 'grade') {
      const { found, missing, contested, share, next } = framed.output.grade;
      const grade: StageGrade = { ...lists({ found, missing, contested }), share, next };
      open?.grades.push({ at: entry.at, grade });
    } else tries.push({ entries: [], grades: [] });
  }
  return tries;
}

type Lists = Record<'found' | 'missing' | 'contested', readonly v.InferOutput<typeof finding>[]>;

function lists({ found, missing, contested }: Lists): Pick<StageGrade, keyof Lists> {
  const plain = (items: Lists['found']) =>
    items.map(({ id, text, place }) => ({ id, text, ...(place === undefined ? {} : { place }) }));
  return { found: plain(found), missing: plain(missing), contested: plain(contested) };
}

/** The entry that begins another try. */
export const ANOTHER_TRY: Data = { frame: 'try' };

/** The entry that keeps a grade. */
export function graded({ found, missing, contested, share, next }: StageGrade): Data {
  const grade = { ...lists({ found, missing, contested }), share, next };
  return { frame: 'grade', grade: grade as unknown as Data };
}

/** What a try that goes on from an earlier one begins with: all that was kept in it. */
export function copied({ entries }: StageTry): readonly Data[] {
  return entries.map(({ data }) => data);
}
