/** A formula in pieces. Pure. */
import type { FormulaError } from './ast';

/** One piece: `from` included, `to` not, in UTF-16 units of the formula. */
export interface Token {
  readonly kind: 'number' | 'word' | 'operator' | 'end';
  /** As written; operators in one form: `*` for × and ·, `/` for ÷, `-` for −. */
  readonly text: string;
  /** Of a number. */
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** Whether a space stands before it. */
  readonly isApart: boolean;
}

/** Thousands may be parted by spaces, thin or not, commas, apostrophes or underscores: `86 400`, `1,000,000`. */
const NUMBER =
  /(?:\d{1,3}(?:([ \u00a0\u2009\u202f,'’_])\d{3}(?:\1\d{3})*)(?![\d])|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const OPERATOR = /\*\*|[-+*/^()%,=×·⋅÷−–:]/y;
const SPACE = /[\s\u00a0\u2009\u202f]+/y;

const SAME: Readonly<Record<string, string>> = {
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
  '**': '^',
};

/** The pieces of a formula, an end last; or the first character that no formula has. */
export function tokensOf(text: string): readonly Token[] | FormulaError {
  const tokens: Token[] = [];
  let at = 0;
  let isApart = false;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    const space = take(SPACE);
    if (space !== undefined) {
      at += space.length;
      isApart = true;
      continue;
    }
    const number = take(NUMBER);
    if (number !== undefined) {
      const value = Number(number.replace(/[^\d.eE+-]/g, ''));
      const to = at + number.length;
      const rest = text.slice(to);
      if (!Number.isFinite(value)) return { message: `${number} is too large.`, from: at, to };
      if (/^[.,'’_]?\d/.test(rest) || /^\.(?!\d)/.test(rest)) {
        const end = to + (/^[\d.,'’_]+/.exec(rest)?.[0].length ?? 1);
        const written = text.slice(at, end);
        const todo = /^\d+,\d{1,2}$/.test(written)
          ? `Write ${written.replace(',', '.')}, with a point.`
          : 'Write thousands in groups of three, like 86 400, and fractions with a point.';
        return { message: `${written} is no number. ${todo}`, from: at, to: end };
      }
      tokens.push({ kind: 'number', text: number, value, from: at, to, isApart });
    } else {
      const word = take(WORD);
      const piece = word ?? take(OPERATOR);
      if (piece === undefined) {
        const shown = String.fromCodePoint(text.codePointAt(at) ?? 0);
        return { message: `${shown} has no meaning in a formula. Remove it.`, from: at, to: at + shown.length };
      }
      const kind = word === undefined ? 'operator' : 'word';
      tokens.push({ kind, text: SAME[piece] ?? piece, value: 0, from: at, to: at + piece.length, isApart });
    }
    at = tokens.at(-1)?.to ?? at + 1;
    isApart = false;
  }
  return [...tokens, { kind: 'end', text: '', value: 0, from: text.length, to: text.length, isApart }];
}
