/** Two logs of one attempt, held against each other. Pure. */
import type { LogEvent } from '../types';
import { isSameData } from './plain';

/** How a log from elsewhere stands to the one that is here. */
export type Standing =
  /** All of it is here. */
  | { readonly kind: 'here' }
  /** It goes on where the one here ends. */
  | { readonly kind: 'ahead'; readonly more: readonly LogEvent[] }
  /** From some event on both went their own ways. */
  | { readonly kind: 'apart' };

/**
 * @param here records as they are kept, unparsed: one that is damaged is no event, and so differs from any
 * @param there in the order of their indices, which may have gaps
 */
export function compareLogs(here: readonly unknown[], there: readonly LogEvent[]): Standing {
  const kept = new Map(here.map((record) => [indexOf(record), record]));
  const next = Math.max(-1, ...[...kept.keys()].filter((index) => Number.isSafeInteger(index))) + 1;
  for (const event of there) {
    if (event.index >= next) break;
    // One that is missing here was lost here: what comes after it says how the logs stand.
    if (kept.has(event.index) && !isSameData(kept.get(event.index), event)) return { kind: 'apart' };
  }
  const more = there.filter(({ index }) => index >= next);
  return more.length === 0 ? { kind: 'here' } : { kind: 'ahead', more };
}

function indexOf(record: unknown): number {
  const index =
    typeof record === 'object' && record !== null ? (record as { readonly index?: unknown }).index : undefined;
  return typeof index === 'number' ? index : NaN;
}

/**
 * An id for a copy of a log that went its own way: the same log gets the same one, so that importing it twice keeps it
 * once. 128 bits of FNV-1a (Fowler, Noll, Vo) with four seeds; it tells copies apart and guards nothing.
 */
export function idOfCopy(id: string, events: readonly LogEvent[]): string {
  const text = JSON.stringify([id, events.map(({ index, at }) => [index, at]), events.length]);
  return [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b]
    .map((seed) => {
      let hash = seed;
      for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
      return (hash >>> 0).toString(16).padStart(8, '0');
    })
    .join('');
}
