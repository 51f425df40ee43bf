import { describe, expect, it } from 'vitest';
import { classifyGrowth } from './growth';

const SIZES = [64, 256, 1024, 4096];
const at = (steps: (n: number) => number, sizes = SIZES) =>
  sizes.map((size) => ({ size, steps: Math.round(steps(size)) }));

describe('growth of exact counts', () => {
  it.each<[string, string, (n: number) => number]>([
    ['a constant', 'O(1)', () => 14],
    ['a constant with a digit more', 'O(1)', (n) => 40 + Math.log10(n)],
    ['a logarithm', 'O(log n)', (n) => 4 * Math.ceil(Math.log2(n)) + 7],
    ['a logarithm over a constant', 'O(log n)', (n) => 20 + 6 * Math.log2(n)],
    ['a line', 'O(n)', (n) => 3 * n + 11],
    ['a line over a large constant', 'O(n)', (n) => 1000 + n],
    ['half a line', 'O(n)', (n) => n / 2],
    ['n log n', 'O(n log n)', (n) => n * Math.log2(n)],
    ['n log n with a line', 'O(n log n)', (n) => 2 * n * Math.ceil(Math.log2(n)) + n],
    ['a square', 'O(n^2)', (n) => n * n],
    ['half a square', 'O(n^2)', (n) => (n * (n - 1)) / 2 + 5 * n],
  ])('knows %s', (_, growth, steps) => {
    expect(classifyGrowth(at(steps)).growth).toBe(growth);
  });

  it('says unclear for what is none of them', () => {
    expect(classifyGrowth(at((n) => n ** 1.5)).growth).toBe('unclear');
    expect(classifyGrowth(at((n) => (n < 1000 ? 10 : n * n))).growth).toBe('unclear');
  });

  it('tells the slope, and how clear it is', () => {
    const { slope, confidence } = classifyGrowth(at((n) => 5 * n));
    expect(slope).toBeCloseTo(1, 1);
    expect(confidence).toBeGreaterThan(0.9);
  });

  it('refuses sizes that tell nothing', () => {
    expect(() => classifyGrowth(at((n) => n, [10, 20, 40]))).toThrow('at least 16 times');
  });
});
