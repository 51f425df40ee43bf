/**
 * Formulas as people write them in estimates: `r1 × 600 B × 5 years`, `100M per day`, `1.5k/s`. Pure.
 *
 *   sum     = product (('+' | '-') product)*
 *   product = signed (('*' | '/' | 'per') signed)*
 *   signed  = '-' signed | power
 *   power   = atom ('^' signed)?
 *   atom    = number unit* | row | unit | function '(' sum (',' sum)* ')' | '(' sum ')'
 *
 * A unit clings to the number before it, and so does `/unit` written without a space or with `per`: otherwise
 * `10 GB/s / 2 kB/s` would be ((10 GB/s) / 2 kB) / s, which nobody means.
 */
import { type Expression, type FormulaError, FUNCTIONS, type FunctionName, isError } from './ast';
import { plain, times, type Quantity } from './quantity';
import { tokensOf, type Token } from './tokens';
import { hintFor, multipleOf, unitOf, type Units } from './units';

/** What a formula may name. */
export interface Names {
  readonly units: Units;
  /** Whether a word names a row, and which: `r3`, or its name as one word. */
  readonly rowOf: (word: string) => string | undefined;
  /** Names of rows, for hints. */
  readonly rows: readonly string[];
}

/** Deeper ones are no estimates; it keeps a parse from exhausting the stack. */
const DEPTH = 60;
const LENGTH = 500;

/** Parses a formula. The first mistake is told, with its place. Never throws for what was written. */
export function parseFormula(text: string, names: Names): Expression | FormulaError {
  if (text.length > LENGTH) {
    return { message: `A formula has at most ${LENGTH} characters. Part it into rows.`, from: LENGTH, to: text.length };
  }
  const tokens = tokensOf(text);
  if (isError(tokens)) return tokens;
  try {
    return new Parser(tokens, names).whole();
  } catch (thrown) {
    if (thrown instanceof Mistake) return thrown.error;
    throw thrown;
  }
}

class Mistake extends Error {
  readonly error: FormulaError;
  constructor(message: string, { from, to }: { readonly from: number; readonly to: number }) {
    super(message);
    this.error = { message, from, to };
  }
}

class Parser {
  readonly #tokens: readonly Token[];
  readonly #names: Names;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], names: Names) {
    this.#tokens = tokens;
    this.#names = names;
  }

  whole(): Expression {
    const { from, to, kind } = this.#peek();
    if (kind === 'end') throw new Mistake('There is no formula. Write a number or a formula.', { from, to });
    const sum = this.#sum();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw this.#unexpected(rest);
    return sum;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)] as Token;
  }

  #next(): Token {
    const token = this.#peek();
    this.#at += 1;
    return token;
  }

  #is(text: string, ahead = 0): boolean {
    const token = this.#peek(ahead);
    return token.kind !== 'number' && token.text === text;
  }

  #unexpected(token: Token): Mistake {
    if (token.kind === 'end') return new Mistake('Something is missing at the end: a number, a row or a unit.', token);
    if (token.text === ')') return new Mistake('This ) closes nothing. Remove it, or open it before.', token);
    if (token.text === '=') return new Mistake('A row has its name beside the formula. Remove the =.', token);
    if (token.text === ',')
      return new Mistake('A comma stands only between thousands. Write fractions with a point.', token);
    if (token.kind === 'operator') {
      return new Mistake(`Something is missing before ${token.text}: a number, a row or a unit.`, token);
    }
    return new Mistake(`An operator is missing before ${token.text}. Write × or ÷ between the two.`, token);
  }

  #sum(): Expression {
    this.#depth += 1;
    if (this.#depth > DEPTH) throw new Mistake('This is nested too deeply. Part it into rows.', this.#peek());
    let left = this.#product();
    while (this.#is('+') || this.#is('-')) {
      const operator = this.#next().text as '+' | '-';
      const right = this.#product();
      left = { kind: 'binary', operator, left, right, from: left.from, to: right.to };
    }
    this.#depth -= 1;
    return left;
  }

  #product(): Expression {
    let left = this.#signed();
    for (;;) {
      // `x` between two values is a times sign, as on a whiteboard: `3 x 4`.
      const isTimes = this.#is('*') || (this.#is('x') && this.#names.rowOf('x') === undefined);
      if (!isTimes && !this.#is('/') && !this.#is('per')) return left;
      this.#next();
      const right = this.#signed();
      left = { kind: 'binary', operator: isTimes ? '*' : '/', left, right, from: left.from, to: right.to };
    }
  }

  #signed(): Expression {
    const { from } = this.#peek();
    let minus = 0;
    while (this.#is('-') || this.#is('+')) minus += this.#next().text === '-' ? 1 : 0;
    const of = this.#power();
    return minus % 2 === 0 ? of : { kind: 'negative', of, from, to: of.to };
  }

  #power(): Expression {
    const left = this.#atom();
    if (!this.#is('^')) return left;
    this.#next();
    this.#depth += 1;
    if (this.#depth > DEPTH) throw new Mistake('This is nested too deeply. Part it into rows.', this.#peek());
    const right = this.#signed();
    this.#depth -= 1;
    return { kind: 'binary', operator: '^', left, right, from: left.from, to: right.to };
  }

  #atom(): Expression {
    const token = this.#next();
    if (token.kind === 'number') return this.#literal(token);
    if (token.text === '(') {
      const inner = this.#sum();
      const to = this.#close(token);
      return { ...inner, from: token.from, to };
    }
    if (token.kind !== 'word') throw this.#unexpected(token);
    if (this.#is('(') && isFunction(token.text)) return this.#call(token, token.text);
    const row = this.#names.rowOf(token.text);
    if (row !== undefined) return { kind: 'row', row, from: token.from, to: token.to };
    const unit = unitOf(this.#names.units, token.text);
    if (unit === undefined) throw this.#unknown(token);
    return { kind: 'literal', quantity: unit, isPercent: false, from: token.from, to: token.to };
  }

  #unknown(token: Token): Mistake {
    const hint = hintFor(this.#names.units, token.text, this.#names.rows);
    const todo = hint ?? 'Name a row, like r1, or a unit.';
    return new Mistake(`There is no row and no unit "${token.text}". ${todo}`, token);
  }

  #close(opened: Token): number {
    if (!this.#is(')')) {
      const rest = this.#peek();
      if (rest.kind === 'end') throw new Mistake('This ( is never closed. Add a ).', opened);
      throw this.#unexpected(rest);
    }
    return this.#next().to;
  }

  #call(token: Token, name: FunctionName): Expression {
    const opened = this.#next();
    const of = [this.#sum()];
    while (this.#is(',')) {
      this.#next();
      of.push(this.#sum());
    }
    const to = this.#close(opened);
    const [least, most] = FUNCTIONS[name];
    if (of.length < least || of.length > most) {
      throw new Mistake(`${name} takes ${most === 1 ? 'one value' : `up to ${most} values`}, not ${of.length}.`, {
        from: token.from,
        to,
      });
    }
    return { kind: 'call', name, of, from: token.from, to };
  }

  /** A number with its multiple, its units and what it is per. */
  #literal(number: Token): Expression {
    let quantity: Quantity = plain(number.value);
    let to = number.to;
    let isPercent = false;
    if (this.#is('%')) {
      quantity = plain(number.value / 100);
      isPercent = true;
      to = this.#next().to;
    } else {
      const multiple = this.#peek().kind === 'word' ? multipleOf(this.#peek().text) : undefined;
      if (multiple !== undefined) {
        quantity = plain(number.value * multiple);
        to = this.#next().to;
      }
    }
    while (this.#peek().kind === 'word') {
      const word = this.#peek();
      if (word.text === 'per' || (word.text === 'x' && this.#endsInX())) break;
      // `3x` is a factor of three.
      if (word.text === 'x' || word.text === 'times') {
        to = this.#next().to;
        break;
      }
      if ((word.text === 'a' || word.text === 'an' || word.text === 'each') && this.#peek(1).kind === 'word') break;
      const unit = unitOf(this.#names.units, word.text);
      if (unit === undefined) {
        if (this.#names.rowOf(word.text) !== undefined) throw this.#unexpected(word);
        throw this.#unknown(word);
      }
      quantity = times(quantity, unit);
      to = this.#next().to;
    }
    for (let unit = this.#per(); unit !== undefined; unit = this.#per()) {
      quantity = times(quantity, unit.quantity, -1);
      to = unit.to;
    }
    return { kind: 'literal', quantity, isPercent, from: number.from, to };
  }

  /** Whether an `x` here is a times sign: something to multiply by follows. */
  #endsInX(): boolean {
    const after = this.#peek(1);
    return after.kind === 'number' || after.kind === 'word' || after.text === '(';
  }

  /** `/s` without a space, `per day`, `a day` after a number. */
  #per(): { readonly quantity: Quantity; readonly to: number } | undefined {
    const sign = this.#peek();
    const word = this.#peek(1);
    const isSlash = this.#is('/') && !sign.isApart && !word.isApart;
    const isWord = sign.kind === 'word' && ['per', 'a', 'an', 'each'].includes(sign.text);
    if ((!isSlash && !isWord) || word.kind !== 'word') return undefined;
    const unit = unitOf(this.#names.units, word.text);
    // A unit raised to a power, and a row, are left to the product.
    const after = this.#peek(2);
    if (unit === undefined || (after.kind === 'operator' && (after.text === '^' || after.text === '(')))
      return undefined;
    this.#at += 2;
    return { quantity: unit, to: word.to };
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}
