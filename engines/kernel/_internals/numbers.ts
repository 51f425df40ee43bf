import { numberToString, toNumber, trunc, uncurryThis } from './primordials';

/**
 * What the language leaves to the engine in reading and writing numbers, and engines do differently: digits of a
 * fraction, or beyond 2^53, in another base than ten; and `parseInt` of more digits than a number holds.
 */

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const EXACT = 9_007_199_254_740_992;

const valueOf = uncurryThis(Number.prototype.valueOf) as (value: unknown) => number;
const nativeParseInt = parseInt;
const trimStart = uncurryThis(String.prototype.trimStart) as (text: string) => string;
const charCodeAt = uncurryThis(String.prototype.charCodeAt) as (text: string, index: number) => number;
const toBigInt = BigInt;
const bigintToText = uncurryThis(BigInt.prototype.toString) as (value: bigint, radix: number) => string;

const word = new Float64Array(1);
const halves = new Uint32Array(word.buffer);
/** Which half holds the exponent. */
word[0] = 1;
const HIGH = halves[1] === 0 ? 0 : 1;

/** Distance to the next number above a positive one. */
function unitInLastPlace(value: number): number {
  word[0] = value;
  const low = halves[1 - HIGH]!;
  halves[1 - HIGH] = low + 1;
  if (low === 0xffff_ffff) halves[HIGH] = halves[HIGH]! + 1;
  return word[0] - value;
}

/**
 * The integer exactly (V8 has zeros where a double tells no digits), and of the fraction, as V8's DoubleToRadixCString
 * does, the shortest digits that tell the number from its neighbours.
 */
function inRadix(positive: number, radix: number): string {
  let integer = positive - (positive % 1);
  let fraction = positive % 1;
  let delta = 0.5 * unitInLastPlace(positive);
  if (delta < 5e-324) delta = 5e-324;
  let digits = '';
  if (fraction >= delta) {
    do {
      fraction *= radix;
      delta *= radix;
      const digit = trunc(fraction);
      digits += DIGITS[digit]!;
      fraction -= digit;
      const isAbove = fraction > 0.5 || (fraction === 0.5 && (digit & 1) === 1);
      if (isAbove && fraction + delta > 1) {
        digits = roundedUp(digits, radix);
        if (digits === '') integer += 1;
        break;
      }
    } while (fraction >= delta);
  }
  return bigintToText(toBigInt(integer), radix) + (digits === '' ? '' : `.${digits}`);
}

/** One more in the last place; digits that become zero there are dropped, and nothing is left when all do. */
function roundedUp(digits: string, radix: number): string {
  for (let length = digits.length; length > 0; length -= 1) {
    const code = charCodeAt(digits, length - 1);
    const digit = code > 57 ? code - 87 : code - 48;
    if (digit + 1 >= radix) continue;
    let kept = '';
    for (let index = 0; index < length - 1; index += 1) kept += digits[index]!;
    return kept + DIGITS[digit + 1]!;
  }
  return '';
}

/** `Number.prototype.toString`. */
export const numberMethods = {
  toString(this: unknown, radix?: unknown): string {
    const value = valueOf(this);
    const base = radix === undefined ? 10 : trunc(toNumber(radix));
    const size = value < 0 ? -value : value;
    const isEngines = base === 10 || !(base >= 2 && base <= 36) || !(size < Infinity);
    if (isEngines || (size < EXACT && size % 1 === 0)) return numberToString(value, base);
    return (value < 0 ? '-' : '') + inRadix(size, base);
  },
};

/** Digits beyond which every number is infinite, in any base. */
const MAX_DIGITS = 1025;

/** `parseInt`: exact, then rounded once. */
function exactParseInt(value: unknown, radix: unknown): number {
  // A template, and not `String`: a symbol has no text, and throws.
  const text = trimStart(`${value as string}`);
  const base = toNumber(radix) | 0;
  const quick = nativeParseInt(text, base);
  // Below 2^53 there is nothing to round.
  if (quick !== quick || (quick < EXACT && quick > -EXACT)) return quick;
  const isNegative = text[0] === '-';
  let at = isNegative || text[0] === '+' ? 1 : 0;
  let by = base === 0 ? 10 : base;
  if ((base === 0 || base === 16) && text[at] === '0' && (text[at + 1] === 'x' || text[at + 1] === 'X')) {
    at += 2;
    by = 16;
  }
  const bigBase = toBigInt(by);
  let exact = 0n;
  let digits = 0;
  for (; at < text.length; at += 1) {
    const digit = digitOf(charCodeAt(text, at));
    if (digit >= by) break;
    if (digits > 0 || digit > 0) digits += 1;
    if (digits >= MAX_DIGITS) return isNegative ? -Infinity : Infinity;
    exact = exact * bigBase + toBigInt(digit);
  }
  return isNegative ? -toNumber(exact) : toNumber(exact);
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code >= 97 && code <= 122) return code - 87;
  return code >= 65 && code <= 90 ? code - 55 : 36;
}

/** What a program has as `parseInt` and as `Number.parseInt`: one function. */
export const numberFunctions = {
  parseInt(text: unknown, radix: unknown): number {
    return exactParseInt(text, radix);
  },
};
