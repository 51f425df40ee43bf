/** The value of a parsed formula, with its units checked. Pure. */
import type { Expression, FormulaError, FunctionName } from './ast';
import { isError } from './ast';
import { isAlike, isPlain, kindOf, plain, plus, times, type Quantity } from './quantity';

/** A row's value, or why it has none. */
export type RowValue = (row: string) => Quantity | FormulaError;

/** The value, or the first mistake with its place. */
export function evaluate(expression: Expression, valueOf: RowValue): Quantity | FormulaError {
  const result = valueAt(expression, valueOf);
  if (isError(result) || Number.isFinite(result.value)) return result;
  return at(expression, 'This is too large, or divides by zero. Check each part.');
}

function at({ from, to }: Expression, message: string): FormulaError {
  return { message, from, to };
}

function valueAt(expression: Expression, valueOf: RowValue): Quantity | FormulaError {
  switch (expression.kind) {
    case 'literal':
      return expression.quantity;
    case 'row': {
      const value = valueOf(expression.row);
      // The mistake itself is told in its own row: here stands what cannot be had.
      return isError(value) ? at(expression, value.message) : value;
    }
    case 'negative': {
      const value = valueAt(expression.of, valueOf);
      return isError(value) ? value : { ...value, value: -value.value };
    }
    case 'call':
      return called(expression.name, expression, valueOf);
    case 'binary': {
      const left = valueAt(expression.left, valueOf);
      if (isError(left)) return left;
      const right = valueAt(expression.right, valueOf);
      if (isError(right)) return right;
      return combined(expression, left, right);
    }
  }
}

type Binary = Extract<Expression, { readonly kind: 'binary' }>;

function combined(expression: Binary, left: Quantity, right: Quantity): Quantity | FormulaError {
  const { operator } = expression;
  switch (operator) {
    case '*':
      return times(left, right);
    case '/':
      if (right.value === 0) return at(expression.right, 'This is zero, and nothing can be divided by it.');
      return times(left, right, -1);
    case '^':
      return power(expression, left, right);
    case '+':
    case '-': {
      const verb = operator === '+' ? 'added to' : 'taken from';
      if (expression.right.kind === 'literal' && expression.right.isPercent && !isPercent(expression.left)) {
        const factor = operator === '+' ? 1 + right.value : 1 - right.value;
        return at(expression.right, `A percentage of what? Write × ${Number(factor.toPrecision(6))} instead.`);
      }
      if (!isAlike(left, right)) {
        return at(
          expression.right,
          `${capital(kindOf(right))} cannot be ${verb} ${kindOf(left)}. Multiply or divide one of them first, so that both are alike.`,
        );
      }
      return plus(left, right, operator === '+' ? 1 : -1);
    }
  }
}

function isPercent(expression: Expression): boolean {
  return expression.kind === 'literal' && expression.isPercent;
}

function power(expression: Binary, base: Quantity, exponent: Quantity): Quantity | FormulaError {
  if (!isPlain(exponent)) {
    return at(expression.right, `An exponent is a plain number, and this is ${kindOf(exponent)}. Take its unit away.`);
  }
  const value = base.value ** exponent.value;
  if (isPlain(base)) {
    if (Number.isNaN(value)) return at(expression, 'A negative number has no such power.');
    return { ...plain(value), isBinary: base.isBinary };
  }
  if (!Number.isInteger(exponent.value) || Math.abs(exponent.value) > 6) {
    return at(expression.right, 'What has a unit can be raised only to a whole power up to 6.');
  }
  const by = exponent.value;
  return {
    value,
    bytes: base.bytes * by,
    seconds: base.seconds * by,
    things: new Map(by === 0 ? [] : [...base.things].map(([thing, count]) => [thing, count * by])),
    isBinary: base.isBinary,
  };
}

const ROUNDED: Partial<Record<FunctionName, (value: number) => number>> = {
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
};

function called(
  name: FunctionName,
  expression: Extract<Expression, { readonly kind: 'call' }>,
  valueOf: RowValue,
): Quantity | FormulaError {
  const values: Quantity[] = [];
  for (const of of expression.of) {
    const value = valueAt(of, valueOf);
    if (isError(value)) return value;
    const first = values[0];
    if (first !== undefined && !isAlike(first, value)) {
      return at(of, `${name} compares what is alike: this is ${kindOf(value)}, and the first is ${kindOf(first)}.`);
    }
    values.push(value);
  }
  const first = values[0] ?? plain(0);
  const rounded = ROUNDED[name];
  if (rounded !== undefined) return { ...first, value: rounded(first.value) };
  if (name === 'min' || name === 'max') {
    return values.reduce((best, value) => ((name === 'min') === value.value < best.value ? value : best));
  }
  if (first.bytes !== 0 || first.seconds !== 0) {
    return at(expression, `${name} takes a plain number, and this is ${kindOf(first)}. Divide by its unit first.`);
  }
  const value =
    name === 'sqrt' ? Math.sqrt(first.value) : name === 'log2' ? Math.log2(first.value) : Math.log10(first.value);
  return Number.isFinite(value)
    ? plain(value)
    : at(expression, `${name} has no value here: it needs a positive number.`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
