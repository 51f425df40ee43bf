/** Review as its events tell it: costs that were claimed, notes of one's own; answers are read by `answers.ts`. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { BuildExercise, Rung } from '../../packs';
import type { CostClaim, Remark, Talk } from '../../packs/types';
import { answersOf } from '../answers/answers';

/** Its name in addresses and events. */
export const REVIEW = 'review';

const entry = v.variant('do', [
  v.strictObject({ do: v.literal('claim'), op: v.string(), claimed: v.string() }),
  v.strictObject({ do: v.literal('note'), text: v.string() }),
]);

/** What Review puts into the log, beside answers. */
export type ReviewEntry = v.InferOutput<typeof entry>;

/** What there is to review on a rung. */
export interface ReviewItems {
  readonly remarks: readonly Remark[];
  readonly costs: readonly CostClaim[];
  readonly followups: readonly Talk[];
  readonly tradeoffs: readonly Talk[];
  readonly production: readonly Talk[];
}

/** The items of a rung. */
export function reviewItems({ review }: BuildExercise, { id }: Rung): ReviewItems {
  const here = <T extends { readonly rungs: readonly string[] }>(items: readonly T[]): readonly T[] =>
    items.filter(({ rungs }) => rungs.includes(id));
  return {
    remarks: here(review.remarks),
    costs: here(review.costs),
    followups: here(review.followups),
    tradeoffs: here(review.tradeoffs),
    production: here(review.production),
  };
}

/** An item's name in the log: ids are unique only within their list. */
export function itemName(list: keyof ReviewItems, id: string): string {
  return `${list}/${id}`;
}

/** What was claimed of each operation on a rung: the first claim, which was made without knowing, and the newest. */
export function claimsOf(
  entries: readonly StageEntry[],
  rung: string,
): ReadonlyMap<string, { readonly first: string; readonly last: string }> {
  const claims = new Map<string, { first: string; last: string }>();
  for (const one of entries) {
    const parsed = v.safeParse(entry, one.data);
    if (one.rung !== rung || !parsed.success || parsed.output.do !== 'claim') continue;
    const { op, claimed } = parsed.output;
    claims.set(op, { first: claims.get(op)?.first ?? claimed, last: claimed });
  }
  return claims;
}

/** Notes of the learner's own on a rung. */
export function notesOf(
  entries: readonly StageEntry[],
  rung: string,
): readonly { readonly at: number; readonly text: string }[] {
  return entries.flatMap((one) => {
    const parsed = v.safeParse(entry, one.data);
    return one.rung === rung && parsed.success && parsed.output.do === 'note'
      ? [{ at: one.at, text: parsed.output.text }]
      : [];
  });
}

/** How far the review of a rung has come. */
export interface ReviewGrade {
  readonly answered: number;
  readonly items: number;
  /** Points found in the newest tries, of the points of all items. */
  readonly found: number;
  readonly points: number;
  /** Points that are claimed and were not found: never counted as found. */
  readonly claimed: number;
  /** What to do next, in a sentence. */
  readonly next: string;
}

/** Grades the review so far. */
export function gradeReview(items: ReviewItems, entries: readonly StageEntry[], rung: string): ReviewGrade {
  const answers = answersOf(entries.filter((one) => one.rung === rung));
  const lists = ['remarks', 'followups', 'tradeoffs', 'production'] as const;
  const all = lists.flatMap((list) =>
    items[list].map((item) => ({ item, answer: answers.get(itemName(list, item.id)) })),
  );
  const claims = claimsOf(entries, rung);
  const answered = all.filter(({ answer }) => (answer?.tries.length ?? 0) > 0).length;
  const claimedCosts = items.costs.filter(({ op }) => claims.has(op)).length;
  const points = all.reduce((sum, { item }) => sum + item.points.length, 0);
  const found = all.reduce((sum, { answer }) => sum + (answer?.tries.at(-1)?.found.length ?? 0), 0);
  const claimed = all.reduce((sum, { answer }) => sum + (answer?.claimed.length ?? 0), 0);
  const left = all.length + items.costs.length - answered - claimedCosts;
  return {
    answered: answered + claimedCosts,
    items: all.length + items.costs.length,
    found,
    points,
    claimed,
    next: nextStep(left, items.costs.length - claimedCosts, found, points),
  };
}

function nextStep(left: number, costsLeft: number, found: number, points: number): string {
  if (costsLeft > 0) return 'Say what a call costs before you look at what was measured.';
  if (left > 0)
    return left === 1 ? 'One question is open.' : `${left} questions are open. Begin with what fails first.`;
  return found === points
    ? 'Every point was found. Read the answers to compare: yours may be shorter.'
    : 'Open an answer to compare with, and say what is missing in a sentence of your own.';
}
