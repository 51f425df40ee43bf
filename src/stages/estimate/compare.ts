/** A sheet against the reference, and against its own premises: one wrong premise costs once. Pure. */
import { isError } from './ast';
import { evaluate } from './evaluate';
import { asMeant, matchRows, type Choices } from './matching';
import { distance, saidOf, type Said } from './premises';
import { isAlike, type Quantity } from './quantity';
import type { Reference, ReferenceRow } from './reference';
import type { SheetRow } from './sheet';

/**
 * `within`: as the reference. `follows`: not so, but right for the learner's own rows before it. `near`: within ten times.
 * `said`: a premise without a row of its own, right inside of a formula.
 */
export type Standing = 'within' | 'follows' | 'said' | 'near' | 'missed' | 'kind' | 'error' | 'absent';

/** One row of the reference, and what the learner has for it. */
export interface Compared {
  readonly id: string;
  readonly reference: ReferenceRow & { readonly value: Quantity };
  readonly standing: Standing;
  readonly row?: SheetRow;
  readonly yours?: Quantity;
  /** What the learner's own rows make of it; only where all that it follows from is theirs. */
  readonly own?: Quantity;
  /** The rows of the learner's that it follows from. */
  readonly from: readonly SheetRow[];
}

/** Holds a sheet against the reference. */
export function compare(reference: Reference, sheet: readonly SheetRow[], choices: Choices): readonly Compared[] {
  const matched = matchRows(reference, sheet, choices);
  const said = new Map(
    [...saidOf(reference, matched)].map(([id, one]) => [id, { ...one, value: asMeant(one.value, reference.get(id)) }]),
  );
  return [...reference].flatMap(([id, row]) => {
    const { value } = row;
    return isError(value) ? [] : [compareOne(id, { ...row, value }, reference, matched.get(id), said)];
  });
}

function compareOne(
  id: string,
  reference: Compared['reference'],
  all: Reference,
  row: SheetRow | undefined,
  said: ReadonlyMap<string, Said>,
): Compared {
  const head = { id, reference, from: [] };
  if (row === undefined) {
    const inside = said.get(id);
    if (inside === undefined) return { ...head, standing: 'absent' };
    const standing = standingOf(inside.value, reference.value, reference.text.within);
    return { ...head, row: inside.row, yours: inside.value, standing: standing === 'within' ? 'said' : standing };
  }
  const yours = row.value === undefined ? undefined : asMeant(row.value, reference);
  if (yours === undefined) {
    const isEmpty = row.formulaError === undefined && row.yoursError === undefined;
    return { ...head, row, standing: isEmpty ? 'absent' : 'error' };
  }
  if (!isAlike(yours, reference.value)) return { ...head, row, yours, standing: 'kind' };
  const standing = standingOf(yours, reference.value, reference.text.within);
  const { own, isWhole } = ownValue(reference, all, said);
  const from = reference.uses.flatMap((used) => said.get(used)?.row ?? []).filter((one) => one !== row);
  const follows = own === undefined ? 'missed' : standingOf(yours, own, reference.text.within);
  return {
    ...{ id, reference, row, yours, from },
    standing: standing === 'within' ? 'within' : follows === 'within' && from.length > 0 ? 'follows' : standing,
    ...(own === undefined || !isWhole || from.length === 0 ? {} : { own }),
  };
}

/** What the learner's rows make of a row by the reference's formula; what they leave out is taken from the reference. */
function ownValue(
  { expression, uses, facts }: ReferenceRow,
  all: Reference,
  said: ReadonlyMap<string, Said>,
): { readonly own?: Quantity; readonly isWhole: boolean } {
  if (isError(expression) || uses.length === 0) return { isWhole: false };
  let isWhole = true;
  const own = evaluate(expression, (name) => {
    const theirs = said.get(name);
    const row = all.get(name);
    if (theirs !== undefined && row !== undefined && !isError(row.value) && isAlike(theirs.value, row.value))
      return theirs.value;
    if (row === undefined) return facts.get(name) ?? { message: `${name} is no number.`, from: 0, to: 0 };
    isWhole = false;
    const deeper = ownValue(row, all, said).own;
    return deeper ?? row.value;
  });
  return isError(own) ? { isWhole: false } : { own, isWhole };
}

function standingOf(yours: Quantity, value: Quantity, within: number): 'within' | 'near' | 'missed' {
  const apart = distance(yours, value);
  // The smallest bit more: a figure at exactly the factor must not fall to rounding.
  if (apart <= Math.log10(within) + 1e-6) return 'within';
  return apart <= 1 + 1e-6 && within < 10 ? 'near' : 'missed';
}
