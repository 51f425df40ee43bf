import fc from 'fast-check';
import { evaluate } from 'mathjs/number';
import { describe, expect, it } from 'vitest';
import { randomSheet, type RandomRow } from './random-sheets';
import { readSheet } from './sheet';
import { unitsWith } from './units';

const UNITS = unitsWith([]);
const SHEETS = 10_000;
const SEED = 20_261_124;

/** What mathjs makes of plain arithmetic over rows: it reads neither units nor this folder's formulas. */
function calculate(text: string, rows: readonly number[]): number {
  return Number(evaluate(text, Object.fromEntries(rows.map((value, index) => [`r${index + 1}`, value]))));
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
