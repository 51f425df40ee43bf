import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomSheet, type RandomRow } from './random-sheets';
import { readSheet } from './sheet';
import { unitsWith } from './units';

const UNITS = unitsWith([]);
const SHEETS = 10_000;
const SEED = 20_261_124;

/** Plain arithmetic by shunting yard (Dijkstra, 1961): another algorithm than the parser's descent, over other text. */
function calculate(text: string, rows: readonly number[]): number {
  const values: number[] = [];
  const waiting: string[] = [];
  const level: Readonly<Record<string, number>> = { '+': 1, '-': 1, '*': 2, '/': 2, minus: 3, '^': 4 };
  const apply = (): void => {
    const operator = waiting.pop();
    const b = values.pop() ?? NaN;
    if (operator === 'minus') {
      values.push(-b);
      return;
    }
    const a = values.pop() ?? NaN;
    const result = { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '^': a ** b }[operator ?? ''];
    values.push(result ?? NaN);
  };
  let isValueNext = true;
  for (const piece of text.match(/r\d+|[\d.]+|[-+*/^()]/g) ?? []) {
    if (piece === '(') waiting.push(piece);
    else if (piece === ')') {
      while (waiting.at(-1) !== '(') apply();
      waiting.pop();
      isValueNext = false;
    } else if (/^[r\d.]/.test(piece)) {
      values.push(piece.startsWith('r') ? (rows[Number(piece.slice(1)) - 1] ?? NaN) : Number(piece));
      isValueNext = false;
    } else {
      const operator = isValueNext ? 'minus' : piece;
      const isRight = operator === 'minus' || operator === '^';
      const mine = level[operator] ?? 0;
      while (!isValueNext && (level[waiting.at(-1) ?? ''] ?? 0) >= mine + (isRight ? 1 : 0)) apply();
      waiting.push(operator);
      isValueNext = true;
    }
  }
  while (waiting.length > 0) apply();
  return values[0] ?? NaN;
}

/** How far rounding alone may part two sums of large terms that cancel. */
function isNear(a: number, b: number, scale: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-12 * scale;
}

function scaleOf(text: string, rows: readonly number[]): number {
  return Math.max(1, ...[...text.matchAll(/r(\d+)/g)].map(([, row]) => Math.abs(rows[Number(row) - 1] ?? 0)));
}

describe('random sheets', () => {
  it(`${SHEETS} have the values, units and mistakes that the oracle has`, () => {
    let values = 0;
    let mistakes = 0;
    fc.assert(
      fc.property(randomSheet, (rows: readonly RandomRow[]) => {
        const read = readSheet(
          rows.map(({ formula }, index) => ({ id: `r${index + 1}`, name: '', formula, yours: '' })),
          UNITS,
        );
        const known: number[] = [];
        for (const [index, { oracle, bytes, seconds, mistake }] of rows.entries()) {
          const got = read[index];
          const expected = mistake === undefined ? calculate(oracle, known) : NaN;
          known.push(got?.computed?.value ?? NaN);
          if (mistake !== undefined) {
            mistakes += 1;
            const { from, to } = got?.formulaError ?? {};
            // The left side may divide by a row that is zero: then that is told first.
            if (!/zero|large|no value/.test(got?.formulaError?.message ?? '')) expect({ from, to }).toEqual(mistake);
            continue;
          }
          if (!Number.isFinite(expected)) {
            expect(got?.formulaError).toBeDefined();
            continue;
          }
          if (got?.computed === undefined) {
            // Dividing by what is zero but for rounding, or leaning on a row that did.
            expect(got?.formulaError?.message).toMatch(/zero|large|no value/);
            continue;
          }
          values += 1;
          expect([got.computed.bytes, got.computed.seconds]).toEqual([bytes, seconds]);
          expect(
            isNear(got.computed.value, expected, scaleOf(oracle, known)),
            `${got.formula}: ${got.computed.value}, not ${expected}`,
          ).toBe(true);
        }
      }),
      { numRuns: SHEETS, seed: SEED },
    );
    expect(values).toBeGreaterThan(SHEETS);
    expect(mistakes).toBeGreaterThan(SHEETS / 10);
  });
});
