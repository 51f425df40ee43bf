/**
 * Strict objects whose messages tell an author what to do. valibot's own say `Expected never but received "titel"`.
 */
import * as v from 'valibot';

/** A strict object: an unknown key and a missing key are issues, each naming the keys that exist. */
export function strict<const Entries extends v.ObjectEntries>(entries: Entries) {
  const known = Object.keys(entries);
  return v.strictObject(entries, (issue) => describeObjectIssue(issue, known));
}

function describeObjectIssue(issue: v.StrictObjectIssue, known: readonly string[]): string {
  if (!isUnknownKey(issue) && !isMissingKey(issue)) {
    return `expected a mapping with the keys ${known.join(', ')}, got ${issue.received}.`;
  }
  const key = String(issue.path?.at(-1)?.key);
  if (isMissingKey(issue)) return `the key ${quote(key)} is missing. Add it.`;
  const near = nearest(key, known);
  const todo = near === undefined ? 'Remove it.' : `Did you mean ${quote(near)}?`;
  return `unknown key ${quote(key)}. ${todo} The keys here are ${known.join(', ')}.`;
}

/** True for a key that the schema does not know; false for one that it misses. */
export function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

/** True for a key that the schema asks for and the object has not. */
export function isMissingKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected !== 'never' && issue.expected !== 'Object';
}

function quote(value: unknown): string {
  return JSON.stringify(value);
}

/** The known word at most two edits away, or that differs by case alone. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.min(2, word.length - 1) ? best.candidate : undefined;
}

/** Levenshtein distance, one row at a time: O(length of a × length of b). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
