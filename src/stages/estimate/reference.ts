/** The reference of an estimate: its rows' values follow the facts of the attempt. Pure. */
import type { CaseFacts } from '../../cases/types';
import { type Expression, type FormulaError, isError } from './ast';
import { evaluate } from './evaluate';
import type { EstimateContent, ReferenceText } from './format';
import { parseFormula } from './parse';
import { isAlike, plain, type Quantity } from './quantity';
import { usesOf } from './sheet';
import { unitsWith } from './units';

/** A row of the reference, for these facts. */
export interface ReferenceRow {
  readonly text: ReferenceText;
  readonly expression: Expression | FormulaError;
  readonly value: Quantity | FormulaError;
  /** Values of the facts that its formula names. */
  readonly facts: ReadonlyMap<string, Quantity>;
  /** Rows of the reference that it follows from; none for a premise. */
  readonly uses: readonly string[];
  /** What a premise may be, least and most. */
  readonly range?: readonly [Quantity, Quantity];
}

export type Reference = ReadonlyMap<string, ReferenceRow>;

/** The rows that these facts ask for, in the author's order. An author's mistake is a row's value. */
export function readReference(content: EstimateContent, given: CaseFacts): Reference {
  const facts = { ...content.facts, ...given };
  const units = unitsWith(content.things);
  const texts = content.rows.filter(({ when }) => Object.entries(when).every(([fact, value]) => facts[fact] === value));
  const ids = new Set(texts.map(({ id }) => id));
  const known = [...ids, ...Object.keys(content.facts)];
  const names = { units, rows: known, rowOf: (word: string) => (known.includes(word) ? word : undefined) };
  const parsed = new Map(texts.map((text) => [text.id, { text, expression: parseFormula(text.formula, names) }]));
  const done = new Map<string, Quantity | FormulaError>();

  function valueOf(id: string): Quantity | FormulaError {
    if (!ids.has(id)) return factValue(id, facts[id]);
    const before = done.get(id);
    if (before !== undefined) return before;
    done.set(id, { message: `${id} goes round in a circle.`, from: 0, to: 0 });
    const { expression } = parsed.get(id) ?? {};
    const value =
      expression === undefined || isError(expression)
        ? (expression ?? { message: `there is no row ${id}.`, from: 0, to: 0 })
        : evaluate(expression, valueOf);
    done.set(id, value);
    return value;
  }

  return new Map(
    [...parsed].map(([id, { text, expression }]) => {
      const value = valueOf(id);
      const named = usesOf(expression);
      const uses = named.filter((used) => ids.has(used));
      const told = named.filter((used) => !ids.has(used)).map((name) => [name, factValue(name, facts[name])] as const);
      const numbers = new Map(told.flatMap(([name, fact]) => (isError(fact) ? [] : [[name, fact] as const])));
      const range = rangeOf(text, value, (ends) => {
        const end = parseFormula(ends, { units, rows: [], rowOf: () => undefined });
        return isError(end) ? end : evaluate(end, valueOf);
      });
      return [id, { text, expression, value, uses, facts: numbers, ...(range === undefined ? {} : { range }) }];
    }),
  );
}

function factValue(name: string, value: unknown): Quantity | FormulaError {
  if (typeof value === 'number') return plain(value);
  return { message: `the fact ${name} is no number.`, from: 0, to: 0 };
}

function rangeOf(
  { range }: ReferenceText,
  value: Quantity | FormulaError,
  read: (text: string) => Quantity | FormulaError,
): readonly [Quantity, Quantity] | undefined {
  if (range === undefined || isError(value)) return undefined;
  const [from, to] = [read(range.from), read(range.to)];
  if (isError(from) || isError(to) || !isAlike(from, value) || !isAlike(to, value)) return undefined;
  return from.value < to.value ? [from, to] : undefined;
}
