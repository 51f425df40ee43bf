/** What moves a row of the learner's most: each of its premises alone, from its least to its most. Pure. */
import { type Expression, isError } from './ast';
import type { Compared } from './compare';
import { evaluate } from './evaluate';
import { type Literal, literalsOf } from './premises';
import type { Quantity } from './quantity';
import type { SheetRow } from './sheet';

/** One premise, and how far it moves the result. */
export interface Mover {
  readonly id: string;
  /** The row's name, or the figure as it stands in a formula. */
  readonly label: string;
  readonly row: SheetRow;
  /** Least and most of the premise, and the result with each; the rest stays as it is. */
  readonly premise: readonly [Quantity, Quantity];
  readonly result: readonly [Quantity, Quantity];
  /** Between the two results, in powers of ten. */
  readonly span: number;
}

/** Where nothing is known of a premise: half of it, and twice. */
const UNKNOWN: readonly [number, number] = [0.5, 2];

interface Premise {
  readonly row: SheetRow;
  readonly value: Quantity;
  /** Where it stands inside of the row's formula. */
  readonly literal: Literal | undefined;
}

/** The premises that move a row, the one that moves it most first; none where it has no formula. */
export function moversOf(
  sheet: readonly SheetRow[],
  result: SheetRow,
  compared: readonly Compared[],
): readonly Mover[] {
  const byId = new Map(sheet.map((row) => [row.id, row]));
  const behind = rowsBehind(result, byId);
  const ranges = new Map(compared.map((one) => [one.row, one]));
  const premises = sheet
    .filter((row) => behind.has(row))
    .flatMap((row): readonly Premise[] => {
      const isPremise = row.uses.length === 0;
      if (isPremise && row !== result)
        return row.value === undefined ? [] : [{ row, value: row.value, literal: undefined }];
      return literalsOf(row.expression).map((literal) => ({ row, value: literal.quantity, literal }));
    });
  return premises
    .flatMap(({ row, value, literal }): Mover[] => {
      if (value.value === 0) return [];
      const known = literal === undefined ? ranges.get(row)?.reference : rangeInside(compared, row, literal);
      const [least, most] =
        known?.range === undefined || known.value.value === 0
          ? UNKNOWN
          : [known.range[0].value / known.value.value, known.range[1].value / known.value.value];
      const low = resultWith(byId, result, { row, literal, factor: least });
      const high = resultWith(byId, result, { row, literal, factor: most });
      if (low === undefined || high === undefined) return [];
      // Rounded, so that those that move it alike stay in the sheet's order.
      const span = Math.round(Math.abs(Math.log10(high.value / low.value)) * 1e6) / 1e6;
      const label =
        literal === undefined ? row.name || row.id : `${row.formula.slice(literal.from, literal.to)} in ${row.id}`;
      const scaled = (factor: number): Quantity => ({ ...value, value: value.value * factor });
      return [
        {
          id: literal === undefined ? row.id : `${row.id}:${literal.from}`,
          ...{ label, row, span },
          premise: [scaled(least), scaled(most)],
          result: [low, high],
        },
      ];
    })
    .filter(({ span }) => Number.isFinite(span) && span > 0)
    .sort((a, b) => b.span - a.span);
}

function rangeInside(
  compared: readonly Compared[],
  row: SheetRow,
  literal: Literal,
): Compared['reference'] | undefined {
  return compared.find((one) => one.row === row && one.yours === literal.quantity)?.reference;
}

function rowsBehind(result: SheetRow, byId: ReadonlyMap<string, SheetRow>): ReadonlySet<SheetRow> {
  const found = new Set<SheetRow>();
  const open = [result];
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    if (found.has(row)) continue;
    found.add(row);
    for (const used of row.uses) {
      const next = byId.get(used);
      if (next !== undefined) open.push(next);
    }
  }
  return found;
}

interface Change {
  readonly row: SheetRow;
  readonly literal: Literal | undefined;
  readonly factor: number;
}

/** The result with one premise changed. What is stated moves in step with what its formula gives. */
function resultWith(
  byId: ReadonlyMap<string, SheetRow>,
  result: SheetRow,
  { row: changed, literal, factor }: Change,
): Quantity | undefined {
  const done = new Map<string, Quantity | undefined>();

  function valueOf(row: SheetRow): Quantity | undefined {
    if (done.has(row.id)) return done.get(row.id);
    done.set(row.id, undefined);
    const value = fresh(row);
    done.set(row.id, value);
    return value;
  }

  function fresh(row: SheetRow): Quantity | undefined {
    const { value, expression, computed } = row;
    if (value === undefined) return undefined;
    if (row === changed && literal === undefined) return { ...value, value: value.value * factor };
    if (expression === undefined || computed === undefined) return value;
    const formula = row === changed && literal !== undefined ? scaledAt(expression, literal, factor) : expression;
    const now = evaluate(formula, (id) => {
      const used = byId.get(id);
      return (used === undefined ? undefined : valueOf(used)) ?? { message: '', from: 0, to: 0 };
    });
    if (isError(now)) return undefined;
    const step = computed.value === 0 ? 1 : now.value / computed.value;
    return { ...value, value: value.value * step };
  }

  const value = valueOf(result);
  return value === undefined || !Number.isFinite(value.value) || value.value <= 0 ? undefined : value;
}

function scaledAt(expression: Expression, literal: Literal, factor: number): Expression {
  if (expression.kind === 'literal' && expression.quantity === literal.quantity && expression.to === literal.to) {
    const { quantity } = literal;
    return { ...literal, quantity: { ...quantity, value: quantity.value * factor } };
  }
  const inside = (of: Expression): Expression => scaledAt(of, literal, factor);
  switch (expression.kind) {
    case 'negative':
      return { ...expression, of: inside(expression.of) };
    case 'call':
      return { ...expression, of: expression.of.map(inside) };
    case 'binary':
      return { ...expression, left: inside(expression.left), right: inside(expression.right) };
    default:
      return expression;
  }
}
