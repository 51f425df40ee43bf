import type { Draw } from '../types';
import { createRandom, type Random } from './random';

/** Choices of one list item: `[from, to)`, and how many lists it stands in. What the shrinker deletes as a whole. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Where a draw takes its choices from. */
export interface DrawSource {
  /**
   * One choice in 0..count-1, 0 being the simplest. `sample` makes a fresh one; a replay does not call it, so it may
   * weigh as it likes without the list of choices knowing.
   */
  take(count: number, sample: (random: Random) => number): number;
  /** Marks where an item of a list begins and ends. */
  open(): void;
  close(): void;
  /** What was taken so far. */
  readonly taken: readonly number[];
  readonly spans: readonly Span[];
}

/** Fresh choices from a seed. */
export function randomSource(seed: number): DrawSource {
  const random = createRandom(seed);
  return createSource((count, sample) => Math.min(sample(random), count - 1));
}

/** Choices that were taken before; where they end, zeros. One that is out of range now becomes the greatest possible. */
export function replaySource(choices: readonly number[]): DrawSource {
  let at = 0;
  return createSource((count) => Math.min(choices[at++] ?? 0, count - 1));
}

function createSource(next: DrawSource['take']): DrawSource {
  const taken: number[] = [];
  const spans: Span[] = [];
  const open: number[] = [];
  return {
    take(count, sample) {
      if (!Number.isSafeInteger(count) || count < 1) throw new Error(`a choice has 1 or more outcomes, got ${count}`);
      const choice = count === 1 ? 0 : next(count, sample);
      // A choice of one outcome is none: it would only be deleted again.
      if (count > 1) taken.push(choice);
      return choice;
    },
    open: () => void open.push(taken.length),
    close() {
      const from = open.pop();
      if (from !== undefined && taken.length > from) spans.push({ from, to: taken.length, depth: open.length });
    },
    taken,
    spans,
  };
}

/** The author's view of a source. */
export function createDraw(source: DrawSource): Draw {
  const draw: Draw = {
    integer(min, max) {
      if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || max < min) {
        throw new Error(`an integer is drawn from min..max, both safe integers, got ${min}..${max}`);
      }
      const count = max - min + 1;
      return min + source.take(count, (random) => sampleInteger(count, random));
    },
    boolean: (chance = 0.5) => source.take(2, (random) => (random() < chance ? 1 : 0)) === 1,
    oneOf: (items) =>
      itemAt(
        items,
        source.take(items.length, (random) => Math.floor(random() * items.length)),
      ),
    weighted: (items) =>
      itemAt(
        items,
        source.take(items.length, (random) => sampleWeighted(items, random)),
      )[1],
    list({ min, max }, item) {
      const items: ReturnType<typeof item>[] = [];
      let length = -1;
      const goesOn = (random: Random): number => {
        if (length < 0) length = min + Math.floor(random() * (max - min + 1));
        return items.length < length ? 1 : 0;
      };
      while (items.length < max) {
        source.open();
        // Asked for each item, also below `min`: every item then has the same shape, and deleting one moves the next
        // into its place.
        const more = source.take(2, goesOn) === 1 || items.length < min;
        if (more) items.push(item(items.length));
        source.close();
        if (!more) break;
      }
      return items;
    },
  };
  return draw;
}

/**
 * Ends more often than a uniform draw would have them, and of a wide range as many small ones as large ones: mistakes
 * live at ends and among small numbers.
 */
function sampleInteger(count: number, random: Random): number {
  const roll = random();
  if (roll < 1 / 16) return 0;
  if (roll < 1 / 8) return count - 1;
  if (roll < 1 / 2 && count > 100) return Math.floor(count ** random()) - 1;
  return Math.floor(random() * count);
}

function sampleWeighted<T>(items: readonly (readonly [weight: number, item: T])[], random: Random): number {
  let rest = random() * items.reduce((sum, [weight]) => sum + weight, 0);
  const found = items.findIndex(([weight]) => (rest -= weight) < 0);
  return found < 0 ? items.length - 1 : found;
}

function itemAt<T>(items: readonly T[], index: number): T {
  if (items.length === 0) throw new Error('nothing to draw from: the list is empty');
  return items[index] as T;
}
