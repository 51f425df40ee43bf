/**
 * Growth from exact counts: which of a few classes fits the steps of one operation at several sizes. Counts hold no
 * noise, so that a straight fit decides; constant terms are part of the fit, since `1000 + n` grows as n does.
 */

/** Steps of one operation when what it works on has `size` things. */
export interface GrowthPoint {
  readonly size: number;
  readonly steps: number;
}

/** From the least to the greatest. */
export const GROWTH_CLASSES = ['O(1)', 'O(log n)', 'O(n)', 'O(n log n)', 'O(n^2)'] as const;
export type GrowthClass = (typeof GROWTH_CLASSES)[number];

export interface Growth {
  /** The class that fits best; `unclear` where none fits, or two fit alike. */
  readonly growth: GrowthClass | 'unclear';
  /** Slope of log steps against log size over the upper half: 0 for a constant, 1 for n, 2 for n². */
  readonly slope: number;
  /** How much worse the next class fits, as a share from 0 (as well) to 1 (not at all). */
  readonly confidence: number;
}

/** Steps that rise by less than this share over all sizes are constant: caches warm up, digits are written. */
const FLAT = 0.35;
/** A fit whose steps are off by more than this share (root mean square) is none. */
const FITS = 0.12;
/** The next class must fit this much worse. */
const CLEAR = 0.15;

const SHAPES: readonly (readonly [GrowthClass, (n: number) => number])[] = [
  ['O(log n)', (n) => Math.log2(n + 1)],
  ['O(n)', (n) => n],
  ['O(n log n)', (n) => n * Math.log2(n + 1)],
  ['O(n^2)', (n) => n * n],
];

/**
 * The class of some exact counts.
 *
 * @param points at least three sizes, the greatest at least 16 times the least; in any order
 */
export function classifyGrowth(points: readonly GrowthPoint[]): Growth {
  const sorted = [...points].sort((a, b) => a.size - b.size);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined || sorted.length < 3 || last.size < 16 * first.size) {
    throw new Error('growth: needs at least three sizes, the greatest at least 16 times the least');
  }
  const steps = sorted.map((point) => Math.max(1, point.steps));
  const slope = slopeOf(sorted.slice(-2), steps.slice(-2));
  const [least, most] = [Math.min(...steps), Math.max(...steps)];
  if (most <= least * (1 + FLAT) + 3) return { growth: 'O(1)', slope, confidence: 1 };
  const fits = SHAPES.map(([growth, shape]) => ({ growth, error: errorOf(sorted, steps, shape) })).sort(
    (a, b) => a.error - b.error,
  );
  const [best, next] = fits;
  if (best === undefined || next === undefined || best.error > FITS) return { growth: 'unclear', slope, confidence: 0 };
  const confidence = next.error === 0 ? 0 : 1 - best.error / next.error;
  return { growth: confidence >= CLEAR ? best.growth : 'unclear', slope, confidence };
}

/** Whether a class grows faster than another. */
export function growsFaster(a: GrowthClass, b: GrowthClass): boolean {
  return GROWTH_CLASSES.indexOf(a) > GROWTH_CLASSES.indexOf(b);
}

/** Root mean square of the relative errors of the best `a + b · shape(n)` with a ≥ 0 and b > 0 (weighted least squares). */
function errorOf(points: readonly GrowthPoint[], steps: readonly number[], shape: (n: number) => number): number {
  // Each row is divided by its steps, so that small sizes weigh as much as large ones.
  const rows = points.map(({ size }, index) => ({
    one: 1 / (steps[index] ?? 1),
    x: shape(size) / (steps[index] ?? 1),
  }));
  const sum = (value: (row: (typeof rows)[number]) => number): number => rows.reduce((all, row) => all + value(row), 0);
  const [oo, ox, xx] = [sum(({ one }) => one * one), sum(({ one, x }) => one * x), sum(({ x }) => x * x)];
  const [o, x] = [sum((row) => row.one), sum((row) => row.x)];
  const determinant = oo * xx - ox * ox;
  let constant = determinant === 0 ? 0 : (o * xx - x * ox) / determinant;
  let slope = determinant === 0 ? 0 : (x * oo - o * ox) / determinant;
  if (constant < 0) [constant, slope] = [0, x / xx];
  if (slope <= 0) return Infinity;
  return Math.sqrt(sum((row) => (constant * row.one + slope * row.x - 1) ** 2) / rows.length);
}

function slopeOf(points: readonly GrowthPoint[], steps: readonly number[]): number {
  const [a, b] = points;
  if (a === undefined || b === undefined || a.size === b.size) return 0;
  return Math.log((steps[1] ?? 1) / (steps[0] ?? 1)) / Math.log(b.size / a.size);
}
