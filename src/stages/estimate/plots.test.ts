import { describe, expect, it } from 'vitest';
import { plain } from './quantity';
import { layoutMovers, layoutRatio, ratioTicks } from './plots';
import type { Mover } from './sensitivity';

describe('dots against the reference', () => {
  it('stand in the middle where they agree, with no word', () => {
    expect(layoutRatio(1, 2, 200)).toEqual({ x: 100, middle: 100, band: [expect.any(Number), expect.any(Number)] });
  });

  it('are told as times low or high outside of the band', () => {
    expect(layoutRatio(0.1, 2, 200).label).toBe('10× low');
    expect(layoutRatio(2.4, 2, 200).label).toBe('2.4× high');
    expect(layoutRatio(2, 2, 200).label).toBeUndefined();
    expect(layoutRatio(8, 10, 200).label).toBeUndefined();
    expect(layoutRatio(1e9, 2, 200).label).toBe('far high');
  });

  it('stay on the sheet however far off', () => {
    for (const ratio of [0, 1e-12, 1e12, Number.NaN]) {
      const { x } = layoutRatio(ratio, 2, 200);
      expect(x).toBeGreaterThanOrEqual(8);
      expect(x).toBeLessThanOrEqual(192);
    }
  });

  it('lie as far for ten times less as for ten times more', () => {
    const [tenth, , one, , ten] = ratioTicks(200).map(({ x }) => x);
    expect((one ?? 0) - (tenth ?? 0)).toBeCloseTo((ten ?? 0) - (one ?? 0), 6);
  });
});

describe('bars of what moves a result', () => {
  it('run from the lesser result to the greater, also where the premise works the other way', () => {
    const mover = { result: [plain(1000), plain(10)] } as unknown as Mover;
    const { bars, now } = layoutMovers([mover], 100, { left: 0, right: 100 });
    expect(bars[0]).toMatchObject({ from: 0, to: 100, low: '10', high: '1\u2009000' });
    expect(now).toBeCloseTo(50, 6);
  });
});
