/** What rules over overlapping calls ask of a trace. The order is that of `seq`, never of time. */
import type { Data, Trace } from '../types';
import type { Call } from './calls';

/** From the event that begins something to the one that ends it; without an end it goes on to the end of the run. */
export interface Interval {
  readonly from: number;
  readonly to?: number;
}

/** Something that a scenario recorded with `stage.mark`. */
export interface Mark {
  readonly seq: number;
  readonly t: number;
  readonly node: string;
  readonly op: string;
  readonly data: Data;
}

/** The marks of a run in order; of one name, if it is given. */
export function marksOf(trace: Trace, op?: string): readonly Mark[] {
  return trace
    .filter((event) => event.kind === 'mark' && (op === undefined || event.op === op))
    .map(({ seq, t, node, op: name = '', data }) => ({ seq, t, node, op: name, data }));
}

/** From the call to its end. */
export function intervalOf({ seq, end }: Call): Interval {
  return 'seq' in end ? { from: seq, to: end.seq } : { from: seq };
}

/** Whether both went on at some moment. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.from < (b.to ?? Infinity) && b.from < (a.to ?? Infinity);
}

/** Those that had begun and not ended just after the event `seq`: who holds the lock, which jobs run. */
export function openAt<T extends Interval>(intervals: readonly T[], seq: number): readonly T[] {
  return intervals.filter(({ from, to = Infinity }) => from <= seq && seq < to);
}

/** The most that were open at once, and the event at which there were first so many; `seq` is -1 where there are none. */
export function mostAtOnce(intervals: readonly Interval[]): { readonly count: number; readonly seq: number } {
  const changes = intervals
    .flatMap(({ from, to }) => [{ at: from, by: 1 }, ...(to === undefined ? [] : [{ at: to, by: -1 }])])
    // What ends at an event is over before what begins there.
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let open = 0;
  let most = { count: 0, seq: -1 };
  for (const { at, by } of changes) {
    open += by;
    if (open > most.count) most = { count: open, seq: at };
  }
  return most;
}
