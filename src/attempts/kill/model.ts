import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { TextChange } from '../types';

/** The exercise that the typist works at. */
export const TYPED_EXERCISE = 'kill-test';

/** What the text is before the first stroke: its number stands in it. */
export const START = `// stroke ${stamp(0)}\n`;

const STAMP_OFFSET = '// stroke '.length;
const WORDS = 'const window = held.get(key) ?? []; if (held.length < limit) return true;\n// 限流器 🛶 ';

/**
 * The changes of the `n`-th stroke (from 1) on `text`: the number, and a character typed, or now and then a few
 * deleted, anywhere. The same on every machine, so that the text after any stroke is known without having been seen.
 */
export function stroke(n: number, text: string): readonly TextChange[] {
  const random = xoroshiro128plus(n);
  const number = { offset: STAMP_OFFSET, removed: stamp(n).length, text: stamp(n) };
  const offset = uniformInt(random, START.length, text.length);
  if (uniformInt(random, 0, 9) === 0)
    return [number, { offset, removed: Math.min(uniformInt(random, 1, 3), text.length - offset), text: '' }];
  return [number, { offset, removed: 0, text: WORDS.charAt(uniformInt(random, 0, WORDS.length - 1)) }];
}

/** The number of the last stroke in a text; undefined where it has none. */
export function strokeOf(text: string): number | undefined {
  const match = /^\/\/ stroke (\d{7})\n/.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

function stamp(n: number): string {
  return String(n).padStart(7, '0');
}
