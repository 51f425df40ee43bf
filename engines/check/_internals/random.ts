import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Uniform in [0, 1), 53 bits. */
export type Random = () => number;

/**
 * The same numbers for the same seed on every machine. The state is mixed from the seed: the generator's own seeding
 * puts a word and its complement side by side, and its first number is then nearly 1 whatever the seed.
 */
export function createRandom(seed: number): Random {
  const generator = xoroshiro128plusFromState([1, 2, 3, 4].map((word) => mixed(seed + Math.imul(word, 0x9e3779b9))));
  return () => uniformFloat64(generator);
}

/** The finaliser of MurmurHash3: every bit of the word changes half of the result's. */
function mixed(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}

/**
 * A seed for one case of one scenario: what is generated for a scenario does not change when another one is added, or
 * when more cases are asked for. FNV-1a over the text, mixed.
 */
export function caseSeed(seed: number, scenario: string, index: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const text of [scenario, `#${index}`]) {
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return mixed(hash);
}
