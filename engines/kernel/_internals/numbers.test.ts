import { describe, expect, it } from 'vitest';
import { RandomWords } from './choices';
import { numberFunctions, numberMethods } from './numbers';

const words = new RandomWords(11);
const drawn = (): number => (words.ratio() - 0.5) * 10 ** (words.below(80) - 40);
const inRadix = (value: unknown, radix?: unknown): string => numberMethods.toString.call(value, radix);

describe('numbers in other bases', () => {
  it('have the digits that V8 gives them, and beyond 2^53 all of them', () => {
    for (let index = 0; index < 20_000; index += 1) {
      const value = drawn();
      const radix = 2 + words.below(35);
      const native = radix === 10 || Math.abs(value) < 2 ** 53 ? value.toString(radix) : BigInt(value).toString(radix);
      expect(inRadix(value, radix), `${value} in ${radix}`).toBe(native);
    }
    for (const value of [0, -0, 1, -255, 2 ** 53 - 1, 5e-324, 0.5, NaN, -Infinity]) {
      for (const radix of [2, 3, 8, 10, 16, 36, undefined]) expect(inRadix(value, radix)).toBe(value.toString(radix));
    }
  });

  it('refuse what the language refuses', () => {
    expect(() => inRadix(5, 1)).toThrow(RangeError);
    expect(() => inRadix(5, 37)).toThrow(RangeError);
    expect(() => inRadix('5', 10)).toThrow(TypeError);
    expect(inRadix(Object(255), '16')).toBe('ff');
  });
});

describe('parseInt', () => {
  const { parseInt: read } = numberFunctions;
  const texts = [
    '',
    ' 12',
    '0x1F',
    '-0',
    '+7px',
    '-0x10',
    'zz',
    '1e9',
    '٣',
    '\u00a042',
    '0b1',
    '9007199254740993',
    '-123456789012345678901234567890',
    '0XFFFFFFFFFFFFFFFFFF',
  ];

  it('reads what the engine reads', () => {
    for (const text of texts) {
      for (const radix of [undefined, 0, 2, 8, 10, 16, 32, 1, 37, -5, 2 ** 32 + 16, '16', NaN]) {
        expect(read(text, radix), `${text} in ${radix}`).toBe(parseInt(text, radix as number));
      }
    }
    expect(() => read(Symbol('x'), 10)).toThrow(TypeError);
    expect(read('z'.repeat(5000), 36)).toBe(Infinity);
    expect(read(`-${'0'.repeat(5000)}1`, 36)).toBe(-1);
  });

  it('rounds many digits once, in every base', () => {
    for (let index = 0; index < 2000; index += 1) {
      const radix = 2 + words.below(35);
      let exact = 0n;
      let text = '';
      for (let digit = 0; digit < 30; digit += 1) {
        const drawnDigit = words.below(radix);
        text += drawnDigit.toString(radix);
        exact = exact * BigInt(radix) + BigInt(drawnDigit);
      }
      expect(read(text, radix)).toBe(Number(exact));
    }
  });
});
