/** The grade of an estimate, in sentences; and what it claims to other stages. Pure. */
import type { CaseFacts, Claim, Finding, StageGrade } from '../../cases/types';
import { type Compared, compare, type Standing } from './compare';
import { type Disagreement, disagreementsOf } from './contradictions';
import type { EstimateContent } from './format';
import { kindOf } from './quantity';
import { readReference } from './reference';
import { readSheet, type SheetRow } from './sheet';
import { showFactor, showQuantity } from './show-quantity';
import type { EstimateState } from './state';
import { unitsWith } from './units';

/** An estimate, read and held against the reference. */
export interface Assessed {
  readonly sheet: readonly SheetRow[];
  readonly compared: readonly Compared[];
  readonly disagreements: readonly Disagreement[];
}

/** Reads a sheet and compares it. */
export function assess(content: EstimateContent, facts: CaseFacts, { rows, choices }: EstimateState): Assessed {
  const sheet = readSheet(rows, unitsWith(content.things));
  const compared = compare(readReference(content, facts), sheet, choices);
  return { sheet, compared, disagreements: disagreementsOf(sheet, compared) };
}

/** Of a row's weight. */
const CREDIT: Readonly<Record<Standing, number>> = {
  ...{ within: 1, follows: 1, said: 1 },
  near: 0.5,
  ...{ missed: 0, kind: 0, error: 0, absent: 0 },
};

/** Grades what there is, at any time. A row that does not matter counts only where it is there. */
export function gradeEstimate(content: EstimateContent, facts: CaseFacts, state: EstimateState): StageGrade {
  const { sheet, compared, disagreements } = assess(content, facts, state);
  const counted = compared.filter(({ reference, standing }) => reference.text.matters || standing !== 'absent');
  const all = counted.reduce((sum, { reference }) => sum + reference.text.weight, 0);
  const earned = counted.reduce((sum, { reference, standing }) => sum + reference.text.weight * CREDIT[standing], 0);
  const found = counted.filter(({ standing }) => CREDIT[standing] === 1).map(findingOf);
  const missed = counted.filter(({ standing }) => CREDIT[standing] < 1);
  const answering = new Set(compared.flatMap(({ row }) => row ?? []));
  const broken = sheet.filter((row) => !answering.has(row) && (row.formulaError ?? row.yoursError) !== undefined);
  const missing: Finding[] = [
    ...disagreements.map((one) => ({ id: `contradiction-${one.id}`, text: sayDisagreement(one), place: one.row.id })),
    ...missed.filter(({ standing }) => standing !== 'absent').map(findingOf),
    ...broken.map((row) => ({ id: row.id, text: sayError(row), place: row.id })),
    ...missed.filter(({ standing }) => standing === 'absent').map(findingOf),
  ];
  return {
    found,
    missing,
    contested: [],
    share: all === 0 ? 0 : earned / all,
    next: nextOf(sheet, missed, disagreements),
  };
}

function findingOf(one: Compared): Finding {
  const { id, row } = one;
  return { id, text: sayCompared(one), ...(row === undefined ? {} : { place: row.id }) };
}

/** How a row of the reference is written: a rate by the day where the author wants it so. */
export function showAs({ reference }: Compared, quantity: Compared['reference']['value']): string {
  return showQuantity(quantity, reference.text.per === 'day');
}

/** One row's comparison in a sentence. */
export function sayCompared(one: Compared): string {
  const { reference, standing, yours, row, from } = one;
  const { name, ask } = reference.text;
  const theirs = yours === undefined ? '' : showAs(one, yours);
  const expected = showAs(one, reference.value);
  switch (standing) {
    case 'within':
      return `${name}: ${theirs}; the reference has ${expected}.`;
    case 'said':
      return `${name}: ${theirs}, said within ${row?.id ?? 'a row'}; the reference has ${expected}.`;
    case 'follows':
      return `${name}: ${theirs} follows from your own ${namesOf(from)}, and costs nothing more. The reference has ${expected}.`;
    case 'near':
    case 'missed':
      return `${name}: ${theirs} is ${showFactor(ratioOf(one))} too ${ratioOf(one) < 1 ? 'low' : 'high'}; the reference has ${expected}.`;
    case 'kind':
      return `${name}: ${theirs} is ${yours === undefined ? '' : kindOf(yours)}, and ${kindOf(reference.value)} is wanted.${timeHint(one)}`;
    case 'error':
      return `${name}: ${row === undefined ? '' : sayError(row)}`;
    case 'absent':
      return ask;
  }
}

/** What most likely went wrong where only the time does not fit. */
function timeHint({ yours, reference }: Compared): string {
  if (yours === undefined || yours.bytes !== reference.value.bytes) return '';
  const apart = yours.seconds - reference.value.seconds;
  if (apart === -1)
    return ' It is per time once too often: multiply by a time, or do not divide by one that is in it already.';
  return apart === 1 ? ' Divide it by a time, or say per what it is, like 100M/day.' : '';
}

/** Yours by the reference's. */
export function ratioOf({ yours, reference }: Compared): number {
  return yours === undefined ? NaN : yours.value / reference.value.value;
}

/** A row's mistake, with its column. */
export function sayError({ id, formulaError, yoursError }: SheetRow): string {
  const error = formulaError ?? yoursError;
  if (error === undefined) return '';
  return `${id}, ${formulaError === undefined ? 'your figure' : 'formula'}, column ${error.from + 1}: ${error.message}`;
}

/** A disagreement in a sentence, with both figures. */
export function sayDisagreement({ row, says, gives, from, isOwnFormula, isSlip }: Disagreement): string {
  const source = isOwnFormula ? 'its own formula gives' : `your ${namesOf(from)} give`;
  const slip = isSlip ? ' The units agree, so this is a slip of ten, not a wrong formula.' : '';
  return `${row.id}${row.name === '' ? '' : ` (${row.name})`} says ${showQuantity(says)}, and ${source} ${showQuantity(gives)}.${slip}`;
}

function namesOf(rows: readonly SheetRow[]): string {
  const ids = [...new Set(rows.map(({ id }) => id))];
  return ids.length < 2 ? (ids[0] ?? 'rows') : `${ids.slice(0, -1).join(', ')} and ${ids.at(-1) ?? ''}`;
}

function nextOf(
  sheet: readonly SheetRow[],
  missed: readonly Compared[],
  disagreements: readonly Disagreement[],
): string {
  const broken = sheet.find((row) => (row.formulaError ?? row.yoursError) !== undefined);
  if (broken !== undefined) return sayError(broken);
  if (disagreements[0] !== undefined) return `Two of your rows disagree. ${sayDisagreement(disagreements[0])}`;
  const wrong = missed.filter(({ standing }) => standing !== 'absent');
  // A premise goes first: what follows from it may come right by itself.
  const first = wrong.find(({ reference }) => reference.uses.length === 0) ?? wrong[0];
  if (first !== undefined) return sayCompared(first);
  const absent = missed[0];
  if (absent !== undefined) return sayCompared(absent);
  return 'Every row that matters is there. Look at what moves the result most: that is the number to check first.';
}

/** What the sheet claims to other stages, by the subjects that its author names. */
export function claimsOfEstimate(content: EstimateContent, facts: CaseFacts, state: EstimateState): readonly Claim[] {
  return assess(content, facts, state).compared.flatMap((one) => {
    const { subject, name } = one.reference.text;
    if (subject === undefined || one.yours === undefined || one.row === undefined || one.standing === 'kind') return [];
    const says = `your estimate has ${showAs(one, one.yours)} for ${name.toLowerCase()} (${one.row.id})`;
    return [{ subject, value: one.yours.value, says, place: one.row.id }];
  });
}
