import { createKernel } from '../_internals/kernel';
import type { ProgramFactory } from '../program';
import type { Budget } from '../types';
import { classifyGrowth, type Growth, type GrowthPoint } from './growth';

export interface ProgramCostOptions {
  /** The compiled program, counted. */
  readonly program: ProgramFactory;
  /** What is done before, uncounted; answers what `run` works on. */
  readonly make: (exports: Readonly<Record<string, unknown>>, size: number) => unknown;
  /** What is counted. */
  readonly run: (exports: Readonly<Record<string, unknown>>, it: unknown, size: number) => unknown;
  /** How many operations `run` is: their average is classified. Default 1. */
  readonly operations?: (size: number) => number;
  /** Default 32, 128, 512, 2048. */
  readonly sizes?: readonly number[];
  readonly budget?: Partial<Budget>;
}

/** A program's cost: exact steps of one operation at each size, and the class that fits. */
export interface ProgramCost extends Growth {
  readonly points: readonly GrowthPoint[];
}

const SIZES: readonly number[] = [32, 128, 512, 2048];

/**
 * Counts the steps of an operation at several sizes, each on a fresh kernel, and classifies their growth. The same in
 * every engine. Call `prepareRealm` first, so that built-ins are charged.
 *
 * @throws Error where the program does not load, or a run is halted
 */
export function measureProgramCost(options: ProgramCostOptions): ProgramCost {
  const { program, make, run, operations = () => 1, sizes = SIZES, budget = {} } = options;
  const points = sizes.map((size): GrowthPoint => {
    const kernel = createKernel({ budget });
    const loaded = kernel.load(program);
    if (!loaded.ok) throw new Error(`cost: the program could not be loaded: ${loaded.message}`);
    let before = 0;
    const halt = kernel.run(() => {
      const it = make(loaded.exports, size);
      before = kernel.steps;
      return run(loaded.exports, it, size);
    });
    if (halt.kind !== 'done') throw new Error(`cost: the run at size ${size} was halted: ${halt.message}`);
    return { size, steps: (kernel.steps - before) / operations(size) };
  });
  return { points, ...classifyGrowth(points) };
}
