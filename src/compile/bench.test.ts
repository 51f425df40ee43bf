import { describe, expect, it } from 'vitest';
import { measureCompile, measureCounting } from './bench';

describe('the measurements of the compiler', () => {
  it('run every shape, counted and plain', () => {
    const costs = measureCounting(1);
    expect(costs.map(({ shape }) => shape)).toContain('recursion (fib)');
    for (const { plainNs, ratio } of costs) {
      expect(plainNs).toBeGreaterThan(0);
      expect(ratio).toBeGreaterThan(0);
    }
  });

  it('compile a text cold and warm', () => {
    const { firstMs, medianMs } = measureCompile('export const x = 1;');
    expect(firstMs).toBeGreaterThan(0);
    expect(medianMs).toBeGreaterThan(0);
  });
});
