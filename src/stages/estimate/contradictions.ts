/** Rows of one sheet that cannot all be right. Pure. */
import type { Compared } from './compare';
import { distance } from './premises';
import type { Quantity } from './quantity';
import type { SheetRow } from './sheet';

/** Two or more rows that disagree. */
export interface Disagreement {
  /** Unique in its sheet. */
  readonly id: string;
  /** Whose figure it is. */
  readonly row: SheetRow;
  readonly says: Quantity;
  /** What the other rows give. */
  readonly gives: Quantity;
  /** The rows that give it. */
  readonly from: readonly SheetRow[];
  /** Whether the row's own formula gives it; else what it should follow from does. */
  readonly isOwnFormula: boolean;
  /** Whether the two differ by ten, a hundred and so on: a slip, and not a wrong formula. */
  readonly isSlip: boolean;
}

/** Rounding and different roads to a figure stay below this factor. */
const TOLERANCE = 2;

/** Every disagreement, in the sheet's order; a row is named once. */
export function disagreementsOf(sheet: readonly SheetRow[], compared: readonly Compared[]): readonly Disagreement[] {
  return sheet.flatMap((row) => {
    const byId = new Map(sheet.map((one) => [one.id, one]));
    const { stated, computed, value } = row;
    if (stated !== undefined && computed !== undefined && differ(stated, computed)) {
      const from = row.uses.flatMap((used) => byId.get(used) ?? []);
      return [disagreement(row, stated, computed, from, true)];
    }
    const one = compared.find((other) => other.row === row && other.own !== undefined);
    if (value === undefined || one?.own === undefined || one.standing === 'follows' || one.standing === 'within')
      return [];
    return differ(value, one.own) ? [disagreement(row, value, one.own, one.from, false)] : [];
  });
}

function differ(a: Quantity, b: Quantity): boolean {
  return distance(a, b) > Math.log10(TOLERANCE) + 1e-6;
}

function disagreement(
  row: SheetRow,
  says: Quantity,
  gives: Quantity,
  from: readonly SheetRow[],
  isOwnFormula: boolean,
): Disagreement {
  const powers = distance(says, gives);
  const isSlip = powers > 0.5 && Math.abs(powers - Math.round(powers)) < 0.05;
  return { id: row.id, row, says, gives, from: [...new Set(from)], isOwnFormula, isSlip };
}
