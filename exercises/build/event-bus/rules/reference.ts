/** Right buses, by rung and facts. */
import { type Exports, type Facts, type Overflow, createFanOut } from 'drydock';

interface Options {
  readonly buffer: number;
  readonly overflow: Overflow;
  readonly maxFailures?: number;
}

function of(facts: Facts): { readonly sameFunctionOnce: boolean; readonly swallowsErrors: boolean } {
  return {
    sameFunctionOnce: facts['sameFunctionTwice'] === 'one',
    swallowsErrors: facts['firstError'] === 'swallow',
  };
}

export const now = (facts: Facts): Exports => ({ createBus: () => createFanOut(of(facts)) });

const later = (facts: Facts): Exports => ({
  createBus: (options: Options) => createFanOut({ ...of(facts), ...options }),
});

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  broadcast: now,
  ordering: now,
  unsubscribe: now,
  'slow-subscriber': later,
  'dead-subscriber': later,
};
