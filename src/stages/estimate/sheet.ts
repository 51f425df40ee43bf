/** A sheet of rows with formulas over each other: parsed, valued, with cycles and disagreements found. Pure. */
import { type Expression, type FormulaError, isError } from './ast';
import { evaluate } from './evaluate';
import { parseFormula } from './parse';
import { isAlike, isPlain, kindOf, type Quantity } from './quantity';
import { multipleOf, unitOf, type Units } from './units';

/** A row as the learner wrote it. */
export interface RowText {
  /** `r3`; never given to another row. */
  readonly id: string;
  readonly name: string;
  /** May be empty: then `yours` is a premise. */
  readonly formula: string;
  /** The figure that the learner states, rounded as they like; may be empty: then the formula's value is theirs. */
  readonly yours: string;
}

/** What one row says. */
export interface SheetRow extends RowText {
  readonly expression?: Expression;
  /** Rows that its formula names, each once, in order. */
  readonly uses: readonly string[];
  readonly formulaError?: FormulaError;
  readonly yoursError?: FormulaError;
  /** What the formula gives. */
  readonly computed?: Quantity;
  readonly stated?: Quantity;
  /** What other rows, and grades, take it for: what is stated, or else what is computed. */
  readonly value?: Quantity;
}

/** A sheet holds no more rows. */
export const MOST_ROWS = 60;

/** `Write rate, peak` is `write_rate_peak` in a formula. */
export function wordOfName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** Reads a whole sheet. Never throws for what was written. */
export function readSheet(texts: readonly RowText[], units: Units): readonly SheetRow[] {
  const rows = texts.slice(0, MOST_ROWS);
  const ids = new Map<string, string>();
  // The first of two rows of one name has it. A name that is a unit or a multiple stays one.
  for (const { id, name } of rows.toReversed()) {
    const word = wordOfName(name);
    if (word !== '' && unitOf(units, word) === undefined && multipleOf(word) === undefined) ids.set(word, id);
  }
  for (const { id } of rows) ids.set(id, id);
  const rowOf = (word: string): string | undefined => ids.get(word) ?? ids.get(word.toLowerCase());
  const names = { units, rowOf, rows: [...ids.keys()] };
  const parsed = rows.map((row) => {
    const formula = row.formula.trim() === '' ? undefined : parseFormula(row.formula, names);
    const yours =
      row.yours.trim() === '' ? undefined : parseFormula(row.yours, { units, rowOf: () => undefined, rows: [] });
    return { row, formula, yours };
  });
  const uses = new Map(parsed.map(({ row, formula }) => [row.id, usesOf(formula)]));
  const byId = new Map(parsed.map((one) => [one.row.id, one]));
  const done = new Map<string, SheetRow>();

  function valueOf(id: string): Quantity | FormulaError {
    const value = read(id).value;
    return value ?? { message: `${id} has no value yet. Mend it, or give it one, first.`, from: 0, to: 0 };
  }

  function read(id: string): SheetRow {
    const known = done.get(id);
    if (known !== undefined) return known;
    const { row, formula, yours } = byId.get(id) as (typeof parsed)[number];
    const head = { ...row, uses: uses.get(id) ?? [] };
    const circle = circleThrough(id, uses);
    const computed =
      formula === undefined || isError(formula)
        ? formula
        : circle === undefined
          ? evaluate(formula, valueOf)
          : circleError(circle, formula);
    const stated = yours === undefined ? undefined : statedOf(yours, computed, row.yours);
    const isComputed = computed !== undefined && !isError(computed);
    const isStated = stated !== undefined && !isError(stated);
    const value = isStated ? stated : yours === undefined && isComputed ? computed : undefined;
    const result: SheetRow = {
      ...head,
      ...(formula === undefined || isError(formula) ? {} : { expression: formula }),
      ...(computed !== undefined && isError(computed) ? { formulaError: computed } : {}),
      ...(stated !== undefined && isError(stated) ? { yoursError: stated } : {}),
      ...(isComputed ? { computed } : {}),
      ...(isStated ? { stated } : {}),
      ...(value === undefined ? {} : { value }),
    };
    done.set(id, result);
    return result;
  }

  return rows.map(({ id }) => read(id));
}

function statedOf(
  yours: Expression | FormulaError,
  computed: Quantity | FormulaError | undefined,
  text: string,
): Quantity | FormulaError {
  const stated = isError(yours)
    ? yours
    : evaluate(yours, () => ({ message: 'A figure names no rows.', from: 0, to: 0 }));
  if (isError(stated) || computed === undefined || isError(computed) || isAlike(stated, computed)) return stated;
  const todo = isPlain(stated) ? 'Write its unit too, like 75 GB or 2k/s.' : 'Mend one of the two.';
  const message = `The formula gives ${kindOf(computed)}, and this is ${kindOf(stated)}. ${todo}`;
  return { message, from: 0, to: text.length };
}

/** The rows that an expression names, each once, in order. */
export function usesOf(expression: Expression | FormulaError | undefined): readonly string[] {
  return [...new Set(placesOf(expression).map(({ row }) => row))];
}

type RowPlace = Extract<Expression, { readonly kind: 'row' }>;

function placesOf(expression: Expression | FormulaError | undefined): readonly RowPlace[] {
  if (expression === undefined || isError(expression)) return [];
  switch (expression.kind) {
    case 'row':
      return [expression];
    case 'negative':
      return placesOf(expression.of);
    case 'call':
      return expression.of.flatMap(placesOf);
    case 'binary':
      return [...placesOf(expression.left), ...placesOf(expression.right)];
    case 'literal':
      return [];
  }
}

/** The shortest way from a row back to itself; none where there is none. */
function circleThrough(id: string, uses: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const open = [id];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    for (const used of uses.get(at) ?? []) {
      if (used === id) {
        const way = [id];
        for (let back = at; back !== id; back = cameFrom.get(back) ?? id) way.unshift(back);
        return [id, ...way];
      }
      if (cameFrom.has(used)) continue;
      cameFrom.set(used, at);
      open.push(used);
    }
  }
  return undefined;
}

function circleError(circle: readonly string[], formula: Expression): FormulaError {
  const [id, next] = circle;
  const place = placesOf(formula).find(({ row }) => row === next) ?? formula;
  const message =
    circle.length === 2
      ? `${id} is made of itself. Write what it follows from instead.`
      : `${circle.join(' → ')}: these rows go round in a circle. Give one of them a number.`;
  return { message, from: place.from, to: place.to };
}
