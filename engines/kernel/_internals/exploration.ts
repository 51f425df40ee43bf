import type { ChoiceSource } from '../types';
import { drawnChoices, RandomWords } from './choices';
import { createList, mapGet, mapSet, NativeMap, type List } from './primordials';

/** How often a choice is not benign, in one seed: most seeds leave most faults out, so that others get deep. */
const RATES = [0, 0, 0.01, 0.05, 0.2, 0.5] as const;

/**
 * Choices under a profile that is itself redrawn per seed (swarm testing: Groce et al., ISSTA 2012): for each label the
 * seed first draws how often it is anything but benign, and then draws the choices.
 */
export function exploringChoices(seed: number): ChoiceSource {
  const profile = new RandomWords(seed ^ 0x5eed);
  const words = new RandomWords(seed);
  const rates = new NativeMap<string, number>();
  return drawnChoices((label, count) => {
    let rate = mapGet(rates, label);
    if (rate === undefined) {
      rate = RATES[profile.below(RATES.length)]!;
      mapSet(rates, label, rate);
    }
    return rate > 0 && words.ratio() < rate ? 1 + words.below(count - 1) : 0;
  });
}

/** What an exhaustive exploration did. */
export interface Exploration {
  readonly runs: number;
  /** Whether every list of choices was tried. */
  readonly isComplete: boolean;
  /** The choices at which `run` answered true. */
  readonly found?: readonly number[];
}

/**
 * Tries every list of choices, depth first, benign ones first, until `run` answers true or `maxRuns` were tried.
 * `maxDepth` (default: no bound) makes every later choice benign.
 */
export function exploreExhaustively(
  run: (choices: ChoiceSource) => boolean,
  { maxRuns, maxDepth = Infinity }: { readonly maxRuns: number; readonly maxDepth?: number },
): Exploration {
  let prefix: List<number> = createList();
  for (let runs = 1; ; runs += 1) {
    const counts: List<number> = createList();
    const given = prefix;
    let at = 0;
    const choices = drawnChoices((_label, count) => {
      const choice = at < given.length ? given[at]! : 0;
      if (at < maxDepth) counts[at] = count;
      at += 1;
      return choice;
    });
    const found = run(choices);
    const { taken } = choices;
    if (found) return { runs, isComplete: false, found: taken };
    let last = counts.length - 1;
    while (last >= 0 && taken[last]! + 1 >= counts[last]!) last -= 1;
    if (last < 0) return { runs, isComplete: true };
    if (runs >= maxRuns) return { runs, isComplete: false };
    prefix = createList();
    for (let index = 0; index < last; index += 1) prefix[index] = taken[index]!;
    prefix[last] = taken[last]! + 1;
  }
}
