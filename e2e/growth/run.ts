/** Counts the bank of known growth. Built as one classic script, so that Node and every browser run the same bytes. */
import { measureProgramCost, prepareRealm, type ProgramCost, type ProgramFactory } from '../../engines/kernel';

/** One function of the bank, compiled. */
export interface CompiledGrowth {
  readonly name: string;
  readonly amortised: boolean;
  readonly code: string;
}

type Call = (...args: unknown[]) => unknown;

function countGrowth(bank: readonly CompiledGrowth[]): readonly ProgramCost[] {
  prepareRealm();
  return bank.map(({ code, amortised }) =>
    measureProgramCost({
      program: (0, eval)(code) as ProgramFactory,
      make: (exports, size) => (exports['make'] as Call)(size),
      run: (exports, it, size) => (exports['run'] as Call)(it, size),
      ...(amortised ? { operations: (size: number) => size } : {}),
    }),
  );
}

Object.assign(globalThis, { countGrowth });
