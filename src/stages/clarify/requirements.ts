/** Requirements that are locked before the design begins: what was put where, and how it went. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';
import type { Requirement } from '../../packs';

/** Where a statement may be put. */
export const KINDS: readonly { readonly id: Requirement['kind']; readonly title: string }[] = [
  { id: 'functional', title: 'Functional' },
  { id: 'non-functional', title: 'Non-functional' },
  { id: 'out-of-scope', title: 'Out of scope' },
];

const entry = v.variant('do', [
  v.strictObject({
    do: v.literal('sort'),
    requirement: v.string(),
    kind: v.picklist(['functional', 'non-functional', 'out-of-scope']),
  }),
  v.strictObject({ do: v.literal('lock') }),
]);

/** What sorting and locking put into the log. */
export type RequirementEntry = v.InferOutput<typeof entry>;

export interface Sorted {
  /** Where each statement was put, by its id; what was put nowhere is not there. */
  readonly kinds: ReadonlyMap<string, Requirement['kind']>;
  readonly isLocked: boolean;
}

/** Reads the entries. Once it is locked, nothing moves any more. */
export function sortedOf(entries: readonly StageEntry[]): Sorted {
  const kinds = new Map<string, Requirement['kind']>();
  let isLocked = false;
  for (const { data } of entries) {
    const parsed = v.safeParse(entry, data);
    if (!parsed.success || isLocked) continue;
    if (parsed.output.do === 'lock') isLocked = true;
    else kinds.set(parsed.output.requirement, parsed.output.kind);
  }
  return { kinds, isLocked };
}

/** Statements that stand where they belong, and those that do not or stand nowhere. */
export function gradeSorted(
  requirements: readonly Requirement[],
  { kinds }: Pick<Sorted, 'kinds'>,
): { readonly right: readonly Requirement[]; readonly wrong: readonly Requirement[] } {
  return {
    right: requirements.filter(({ id, kind }) => kinds.get(id) === kind),
    wrong: requirements.filter(({ id, kind }) => kinds.get(id) !== kind),
  };
}
