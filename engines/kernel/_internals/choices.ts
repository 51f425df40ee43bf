import type { ChoiceSource } from '../types';
import { createList, imul, NativeRangeError, toArray, type List } from './primordials';

/**
 * Uniform 32-bit words from a seed: xoshiro128** (Blackman and Vigna, 2018), seeded by splitmix32. Written out, since a
 * generator that runs beside the program must not go through anything that the program can patch.
 */
export class RandomWords {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(seed: number) {
    let state = seed | 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let word = state ^ (state >>> 16);
      word = imul(word, 0x21f0aaad);
      word ^= word >>> 15;
      word = imul(word, 0x735a2d97);
      return (word ^ (word >>> 15)) | 0;
    };
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next();
  }

  /** A word in 0 .. 2^32 - 1. */
  word(): number {
    const scrambled = imul(this.b, 5);
    const result = imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  /** A ratio in [0, 1) with 53 random bits. */
  ratio(): number {
    return ((this.word() >>> 5) * 67_108_864 + (this.word() >>> 6)) / 9_007_199_254_740_992;
  }

  /** An integer in 0 .. count - 1 without bias. */
  below(count: number): number {
    const limit = 4_294_967_296 - (4_294_967_296 % count);
    let word = this.word();
    while (word >= limit) word = this.word();
    return word % count;
  }
}

function assertCount(label: string, count: number): void {
  if (!(count >= 1 && count <= 4_294_967_296 && count % 1 === 0)) {
    throw new NativeRangeError(`pick("${label}", count): count must be an integer from 1 to 2^32, got ${count}`);
  }
}

/** Choices drawn uniformly from a seed (any 32-bit integer). The same seed gives the same run. */
export function seededChoices(seed: number): ChoiceSource {
  const words = new RandomWords(seed);
  return drawnChoices((_label, count) => words.below(count));
}

/** A choice source from a drawing function; keeps what was taken. A single alternative is no choice and is not kept. */
export function drawnChoices(draw: (label: string, count: number) => number): ChoiceSource {
  const taken: List<number> = createList();
  return {
    pick(label, count) {
      assertCount(label, count);
      if (count === 1) return 0;
      return (taken[taken.length] = draw(label, count));
    },
    get taken() {
      return toArray(taken);
    },
  };
}

/**
 * Choices from a list, in order; zeros after its end. An entry beyond the alternatives that there are is taken modulo
 * their number, so that every list is a run: shrinking may change how many alternatives a later choice has.
 */
export function listedChoices(list: readonly number[]): ChoiceSource {
  const given: List<number> = createList();
  for (let index = 0; index < list.length; index += 1) given[index] = list[index]!;
  let at = 0;
  return drawnChoices((_label, count) => {
    const choice = at < given.length ? given[at]! : 0;
    at += 1;
    return choice % count;
  });
}
