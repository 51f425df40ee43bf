import { describe, expect, it } from 'vitest';
import { programsOf, runToy, TOYS, type Toy } from './fidelity/toys';

const SEEDS_TO_FIND = 1000;
const SEEDS_TO_SURVIVE = 10_000;

function firstViolation(
  toy: Toy,
  isFixed: boolean,
  seeds: number,
): { readonly seed: number; readonly what: string } | null {
  const programs = programsOf(toy, isFixed);
  for (let seed = 1; seed <= seeds; seed += 1) {
    const what = runToy(toy, programs, seed);
    if (what !== undefined) return { seed, what };
  }
  return null;
}

describe.each(TOYS)('$name', (toy) => {
  it(`is reached within ${SEEDS_TO_FIND} seeds, and again by the same seed`, () => {
    const found = firstViolation(toy, false, SEEDS_TO_FIND);
    expect(found).not.toBeNull();
    expect(runToy(toy, programsOf(toy, false), found!.seed)).toBe(found!.what);
    // What was found is the bug itself, and no halt of the run.
    expect(found!.what).not.toMatch(/^(deadlock|livelock|unhandled|budget|microtask-loop|sync-loop)/);
  });

  it(`survives ${SEEDS_TO_SURVIVE} seeds when it is repaired`, () => {
    expect(firstViolation(toy, true, SEEDS_TO_SURVIVE)).toBeNull();
  }, 300_000);
});
