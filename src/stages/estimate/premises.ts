/** What the learner takes for granted: rows without formulas over others, and figures inside of formulas. Pure. */
import { type Expression, isError } from './ast';
import { isAlike, type Quantity } from './quantity';
import type { Reference } from './reference';
import type { SheetRow } from './sheet';

export type Literal = Extract<Expression, { readonly kind: 'literal' }>;

/** Figures of a formula, in order; exponents and conversions such as `86 400 s` or `24` are none. */
export function literalsOf(expression: Expression | undefined): readonly Literal[] {
  if (expression === undefined) return [];
  switch (expression.kind) {
    case 'row':
      return [];
    case 'literal':
      return isConversion(expression.quantity) ? [] : [expression];
    case 'negative':
      return literalsOf(expression.of);
    case 'call':
      return expression.of.flatMap(literalsOf);
    case 'binary':
      return expression.operator === '^'
        ? literalsOf(expression.left)
        : [...literalsOf(expression.left), ...literalsOf(expression.right)];
  }
}

const CONVERSIONS = new Set([0, 1, 8, 24, 60, 365, 1000, 1024, 3600, 86_400]);

function isConversion({ value, bytes, seconds }: Quantity): boolean {
  return bytes === 0 && (seconds === 0 || seconds === 1) && CONVERSIONS.has(value);
}

/** Where the learner says a row of the reference: a row of theirs, or a figure in the formula of one. */
export interface Said {
  readonly value: Quantity;
  readonly row: SheetRow;
  /** The figure, where it stands inside of a formula. */
  readonly literal?: Literal;
}

/**
 * What the learner says of each row of the reference. A premise without a row of its own is looked for in the formulas of
 * rows that follow from it: `r1 × 600 B` has said the size of a record.
 */
export function saidOf(reference: Reference, matched: ReadonlyMap<string, SheetRow>): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const [id, row] of matched) {
    if (row.value !== undefined) said.set(id, { value: row.value, row });
  }
  const taken = new Set<Literal>();
  for (const [id, { uses, value }] of reference) {
    if (matched.has(id) || uses.length > 0 || isError(value)) continue;
    for (const [user, row] of matched) {
      // A row that is one figure says itself, and nothing of what it might be made of.
      if (!needs(reference, user, id) || row.expression?.kind === 'literal') continue;
      const alike = literalsOf(row.expression).filter(
        (literal) => !taken.has(literal) && isAlike(literal.quantity, value) && literal.quantity.value > 0,
      );
      const nearest = alike.toSorted((a, b) => distance(a.quantity, value) - distance(b.quantity, value))[0];
      // A plain number may be anything: one far off is another figure, not this one said wrongly.
      const isBare = value.bytes === 0 && value.seconds === 0;
      if (nearest === undefined || (isBare && distance(nearest.quantity, value) > 1)) continue;
      taken.add(nearest);
      said.set(id, { value: nearest.quantity, row, literal: nearest });
      break;
    }
  }
  return said;
}

function needs(reference: Reference, user: string, premise: string, seen = new Set<string>()): boolean {
  if (seen.has(user)) return false;
  seen.add(user);
  return (reference.get(user)?.uses ?? []).some((used) => used === premise || needs(reference, used, premise, seen));
}

/** How far two are apart, in powers of ten. */
export function distance(a: Quantity, b: Quantity): number {
  return a.value > 0 && b.value > 0 ? Math.abs(Math.log10(a.value / b.value)) : a.value === b.value ? 0 : Infinity;
}
