/** Changes of traffic that change no answer: what a scenario does to the parts that `metamorphic` compares. Pure. */
import type { Data } from '../types';

/** Requests of a part, changed. Times in milliseconds; what else an item holds stays. */
export function shiftTimes<T extends { readonly nowMs: number }>(requests: readonly T[], byMs: number): T[] {
  return requests.map((request) => ({ ...request, nowMs: request.nowMs + byMs }));
}

/** Every key by another name; `rename` must give different names to different keys. */
export function renameKeys<T extends { readonly key: string }>(
  requests: readonly T[],
  rename: (key: string) => string,
): T[] {
  return requests.map((request) => ({ ...request, key: rename(request.key) }));
}

/** Two streams as one, by time; where times are equal the first stream's come first. */
export function interleave<T extends { readonly nowMs: number }>(a: readonly T[], b: readonly T[]): T[] {
  return [...a, ...b]
    .map((item, index) => ({ item, index }))
    .sort((x, y) => x.item.nowMs - y.item.nowMs || x.index - y.index)
    .map(({ item }) => item);
}

/** Every item, and those that `again` picks a second time right behind the first. */
export function deliverTwice<T extends Data>(items: readonly T[], again: (item: T, index: number) => boolean): T[] {
  return items.flatMap((item, index) => (again(item, index) ? [item, item] : [item]));
}
