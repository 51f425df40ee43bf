/** A text cut in three: what both share at the start, what differs, what both share at the end. */
export interface Differing {
  readonly before: string;
  readonly middle: string;
  readonly after: string;
}

/**
 * The part of `text` that `other` has not, whole words of it: `[0, 200, 400]` against `[200, 400]` differs in `0`. Where
 * only `other` has more, or nothing is shared, the whole text differs.
 */
export function differingPart(text: string, other: string): Differing {
  const mine = words(text);
  const theirs = words(other);
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  const middle = mine.slice(start, mine.length - end).join('');
  if (middle.replace(/[,\s]+$/, '') === '') return { before: '', middle: text, after: '' };
  // The comma that came with an extra entry is no difference to point at.
  const pointed = middle.replace(/[,\s]+$/, '');
  const after = middle.slice(pointed.length) + mine.slice(mine.length - end).join('');
  return { before: mine.slice(0, start).join(''), middle: pointed, after };
}

function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}_.−-]+|[^\p{L}\p{N}_.−-]/gu) ?? [];
}
