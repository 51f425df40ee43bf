import { describe, expect, it } from 'vitest';
import { isError } from './ast';
import { readSheet, type RowText, type SheetRow } from './sheet';
import { showQuantity } from './show-quantity';
import { unitsWith } from './units';

const UNITS = unitsWith(['link']);

function sheet(...formulas: readonly (string | Partial<RowText>)[]): readonly SheetRow[] {
  return readSheet(
    formulas.map((formula, index) => ({
      id: `r${index + 1}`,
      name: '',
      formula: '',
      yours: '',
      ...(typeof formula === 'string' ? { formula } : formula),
    })),
    UNITS,
  );
}

const valueOf = (formula: string) => {
  const row = sheet(formula)[0];
  return row?.computed === undefined ? row?.formulaError?.message : row.computed;
};

describe('numbers as people write them', () => {
  it.each([
    ['100M', 1e8],
    ['1.5k/s', 1500],
    ['600 B', 600],
    ['5 years', 5 * 365 * 86_400],
    ['20%', 0.2],
    ['2 KiB', 2048],
    ['2 kB', 2000],
    ['2 KB', 2000],
    ['10 Gbps', 1.25e9],
    ['8 Gbit/s', 1e9],
    ['1,000,000', 1e6],
    ['86 400 s', 86_400],
    ['86\u2009400 s', 86_400],
    ['1e9', 1e9],
    ['10^9', 1e9],
    ['62^7', 62 ** 7],
    ['2 billion', 2e9],
    ['3x', 3],
    ['3 x 4', 12],
    ['2 × 3 ÷ 4', 1.5],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['100M per day', 1e8 / 86_400],
    ['100M links a day', 1e8 / 86_400],
    ['10 GB/s / 2 kB/s', 5e6],
    ['100M/day*2', 2e8 / 86_400],
    ['12 / 3 / 2', 2],
    ['ceil(7.2)', 8],
    ['max(2, 3)', 3],
    ['.5', 0.5],
    ['5 requests/user', 5],
    ['1.5 KiB + 500 B', 2036],
  ])('%s', (formula, value) => {
    const got = valueOf(formula);
    expect(typeof got).toBe('object');
    expect((got as { value: number }).value / value).toBeCloseTo(1, 12);
  });

  it('keeps sizes of 1000 and of 1024 apart', () => {
    expect(showQuantity(sheet('2 KiB')[0]?.computed as never)).toBe('2 KiB');
    expect(showQuantity(sheet('2 kB')[0]?.computed as never)).toBe('2 kB');
  });
});

describe('mistakes, at their place', () => {
  it.each([
    ['600 B + 3 requests', 8, 18, 'cannot be added to a size in bytes'],
    ['1 GB - 5 s', 7, 10, 'cannot be taken from'],
    ['100M/day + 3 links', 11, 18, 'cannot be added to a number per time'],
    ['5 wombats', 2, 9, 'no unit "wombats"'],
    ['5 m', 2, 3, 'M for million'],
    ['10 gb', 3, 5, 'GB for bytes'],
    ['1,5 kB', 0, 3, 'Write 1.5'],
    ['(2 + 3', 0, 1, 'never closed'],
    ['2 + 3)', 5, 6, 'closes nothing'],
    ['2 *', 3, 3, 'missing at the end'],
    ['2 3', 2, 3, 'operator is missing'],
    ['5 / 0', 4, 5, 'zero'],
    ['100 + 20%', 6, 9, 'A percentage of what'],
    ['2 ^ 3 B', 4, 7, 'exponent is a plain number'],
    ['5 § 3', 2, 3, 'no meaning'],
    ['a = 5', 0, 1, 'no row'],
    ['1e999', 0, 5, 'too large'],
    ['requets', 0, 7, 'Did you mean requests'],
  ])('%s', (formula, from, to, message) => {
    const error = sheet(formula)[0]?.formulaError;
    expect(error?.message).toContain(message);
    expect([error?.from, error?.to]).toEqual([from, to]);
  });
});

describe('rows over rows', () => {
  it('are named by number or by name', () => {
    const [, , sum] = sheet(
      { name: 'Links, new', formula: '100M/day' },
      { name: 'Record', formula: '600 B' },
      'links_new × R2 × 5 years',
    );
    expect(sum?.computed?.value).toBeCloseTo(1e8 * 5 * 365 * 600, -5);
    expect(sum?.uses).toEqual(['r1', 'r2']);
  });

  it('may stand in any order', () => {
    expect(sheet('r2 * 2', '3')[0]?.computed?.value).toBe(6);
  });

  it('that go round in a circle are named, each at its place', () => {
    const [a, b, c, d] = sheet('2 × r2', 'r3 + 1', 'r1', 'r1 + 1');
    expect(a?.formulaError).toEqual({ message: expect.stringContaining('r1 → r2 → r3 → r1'), from: 4, to: 6 });
    expect(b?.formulaError?.message).toContain('r2 → r3 → r1 → r2');
    expect(c?.formulaError?.from).toBe(0);
    expect(d?.formulaError?.message).toContain('r1 has no value yet');
    expect(sheet('r1 + 1')[0]?.formulaError?.message).toContain('made of itself');
  });

  it('take what is stated before what is computed', () => {
    const [, twice] = sheet({ formula: '579/s', yours: '600/s' }, 'r1 * 2');
    expect(twice?.computed?.value).toBe(1200);
  });

  it('ask for the unit of what is stated', () => {
    const [row] = sheet({ formula: '5 GB * 2', yours: '10' });
    expect(row?.yoursError?.message).toContain('Write its unit');
    expect(row?.value).toBeUndefined();
  });

  it('mistakes are told in the row that has them, others say where to look', () => {
    const [, next] = sheet('5 wombats', 'r1 * 2');
    expect(next?.formulaError).toEqual({ message: expect.stringContaining('r1 has no value'), from: 0, to: 2 });
  });

  it('never throws, and errors stay inside of the formula', () => {
    const pieces = [
      'r1',
      'r2',
      'x',
      '5',
      '100M',
      '(',
      ')',
      '+',
      '-',
      '*',
      '/',
      '^',
      '%',
      ' ',
      ',',
      'B',
      'per',
      'a',
      'day',
      '§',
      '1e9',
      'max',
      '=',
      '.',
      '/s',
      'é',
      '😀',
    ];
    let state = 7;
    const draw = (n: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * n);
    };
    for (let run = 0; run < 20_000; run++) {
      const text = Array.from({ length: draw(14) }, () => pieces[draw(pieces.length)]).join('');
      for (const { formula, formulaError, computed } of sheet(text, '5')) {
        if (computed !== undefined) expect(Number.isFinite(computed.value)).toBe(true);
        if (formulaError === undefined) continue;
        expect(formulaError.from).toBeGreaterThanOrEqual(0);
        expect(formulaError.to).toBeGreaterThanOrEqual(formulaError.from);
        expect(formulaError.to).toBeLessThanOrEqual(formula.length);
        expect(isError(formulaError)).toBe(true);
      }
    }
    for (const text of ['('.repeat(499), '-'.repeat(499), '2^'.repeat(249) + '2', '('.repeat(5000)])
      expect(sheet(text)[0]).toBeDefined();
  });
});

describe('quantities in words', () => {
  it.each([
    ['579/s', '579 /s'],
    ['2025/s', '2\u2009025 /s'],
    ['110 TB', '110 TB'],
    ['62^7', '3.52 T'],
    ['1.5 kB', '1.5 kB'],
    ['250 ms', '250 ms'],
    ['5 years', '5 years'],
    ['10M links', '10 M links'],
    ['3/day', '3 a day'],
    ['999.9 GB', '1 TB'],
  ])('%s', (formula, words) => {
    expect(showQuantity(sheet(formula)[0]?.computed as never)).toBe(words);
  });
});
