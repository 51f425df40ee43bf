import type { SourceLocation } from '../types';
import type { Machine } from './machine';
import { createList, toArray, type List } from './primordials';

/** What a program has not finished or given back: for rules whose contract has a `close()`, or bounds memory. */
export interface Leavings {
  /** Timers that are still to fire, in order of due time: `everyMs` for an interval. */
  readonly timers: readonly { readonly due: number; readonly everyMs?: number }[];
  /**
   * Async functions that have not ended and whose promise nobody has asked for: a forgotten `await`, when it is seen
   * right after an answer. With the line they wait at, where the compiled text tells it.
   */
  readonly floating: readonly { readonly loc?: SourceLocation }[];
  /**
   * Entries put into maps and sets less those taken out, in a prepared realm. A map that is dropped whole still counts:
   * compare two moments of a program that keeps its maps.
   */
  readonly entries: number;
}

export function leavingsOf(machine: Machine): Leavings {
  const timers: List<{ due: number; everyMs?: number }> = createList();
  machine.timers.forEach((timer) => {
    if (!timer.own) return;
    const left = timer.interval >= 0 ? { due: timer.due, everyMs: timer.interval } : { due: timer.due };
    // By insertion: there are few, and their order must be the same in every engine.
    let at = timers.length;
    for (; at > 0 && timers[at - 1]!.due > left.due; at -= 1) timers[at] = timers[at - 1]!;
    timers[at] = left;
  });
  const floating: List<{ loc?: SourceLocation }> = createList();
  let oldest = machine.coroutines;
  while (oldest !== null && oldest.older !== null) oldest = oldest.older;
  for (let at = oldest; at !== null; at = at.newer) {
    if (at.cell.handled || !at.process.alive) continue;
    floating[floating.length] = at.line > 0 ? { loc: { line: at.line } } : {};
  }
  return { timers: toArray(timers), floating: toArray(floating), entries: machine.entries };
}
