/**
 * Linearizability: whether each operation can have taken effect at one instant between its start and its end, such that
 * the effects in that order are what a sequential model allows (Herlihy and Wing, Linearizability: a correctness
 * condition for concurrent objects, TOPLAS 1990). The search is Wing and Gong's (1993) with Lowe's memory of
 * configurations (Testing for linearizability, 2017), on each key alone where the model says that keys are independent.
 */
import type { Data } from '../../kernel/types';

/** One operation of a history. Times are of any one clock; only their order counts. */
export interface Operation {
  readonly input: Data;
  /** What it answered; of no meaning while it is unfinished. */
  readonly output?: Data;
  readonly start: number;
  /** Absent: it had not ended when the history did, and may have taken effect or not. */
  readonly end?: number;
}

/** A sequential object, as pure steps over plain data. */
export interface Model {
  readonly initial: Data;
  /**
   * The state after the operation, or `undefined` where it cannot have answered so from this state. `output` is absent
   * for an unfinished operation: then any answer will do.
   */
  step(state: Data, input: Data, output: { readonly value: Data } | undefined): { readonly state: Data } | undefined;
  /** Operations of different partitions have nothing to do with each other. Default: one for all. */
  partition?(input: Data): string;
}

export type Linearizability =
  /** `order`: indexes into the history, in an order that the model allows. Unfinished ones without effect are left out. */
  | { readonly verdict: 'pass'; readonly order: readonly number[] }
  /**
   * `order` is as far as any order came; `blocked` the finished operation, first by its end, that fits nowhere after it.
   */
  | { readonly verdict: 'fail'; readonly order: readonly number[]; readonly blocked: number }
  /** The budget was spent before it was decided. */
  | { readonly verdict: 'unknown'; readonly order: readonly number[] };

/** Steps of the model that a check may try by default; a second or so. */
const DEFAULT_BUDGET = 1_000_000;

/**
 * Checks a history. Intervals are closed: an operation that ends at the instant at which another starts overlaps it, since
 * a clock of whole milliseconds cannot order them.
 *
 * @param budget steps of the model to try over all partitions; default 1 000 000; when they are spent: `unknown`.
 *   Small partitions come first and each may spend an even share of what is left, so that one hard key hides no wrong one
 * @throws Error for an operation that ends before it starts
 */
export function checkLinearizable(
  history: readonly Operation[],
  model: Model,
  { budget = DEFAULT_BUDGET }: { readonly budget?: number } = {},
): Linearizability {
  const parts = new Map<string, number[]>();
  for (const [index, { input, start, end }] of history.entries()) {
    if (end !== undefined && end < start)
      throw new Error(`operation ${index} ends at ${end}, before its start at ${start}`);
    const key = model.partition?.(input) ?? '';
    parts.set(key, [...(parts.get(key) ?? []), index]);
  }
  let left = budget;
  let undecided: Linearizability | undefined;
  const orders: number[] = [];
  const bySize = [...parts.values()].sort((a, b) => a.length - b.length);
  for (const [at, indexes] of bySize.entries()) {
    const { result, spent } = search(history, indexes, model, Math.floor(left / (bySize.length - at)));
    left -= spent;
    if (result.verdict === 'fail') return result;
    if (result.verdict === 'unknown') undecided ??= result;
    orders.push(...result.order);
  }
  return undecided ?? { verdict: 'pass', order: orders };
}

/** A start or an end in a doubly linked list, so that taking an operation out and putting it back costs nothing. */
interface Entry {
  readonly index: number;
  readonly isStart: boolean;
  /** Place in the list as it was at first. */
  rank: number;
  /** Of a start: its end, where it has one. */
  match?: Entry;
  previous: Entry | undefined;
  next: Entry | undefined;
}

function search(
  history: readonly Operation[],
  indexes: readonly number[],
  model: Model,
  budget: number,
): { readonly result: Linearizability; readonly spent: number } {
  const head = link(history, indexes);
  let unfinished = indexes.filter((index) => history[index]?.end !== undefined).length;
  const seen = new Set<string>();
  const stack: { readonly entry: Entry; readonly state: Data; readonly furthest: number }[] = [];
  let longest: readonly number[] = [];
  let state = model.initial;
  /** The greatest rank that was taken. */
  let furthest = -1;
  let spent = 0;
  let entry = head.next;
  while (unfinished > 0) {
    // Past the last end there is always one to be undone first.
    if (entry === undefined || !entry.isStart) {
      const undone = stack.pop();
      if (undone === undefined) return { result: failed(history, indexes, longest), spent };
      ({ state, furthest } = undone);
      putBack(undone.entry);
      if (undone.entry.match !== undefined) unfinished += 1;
      entry = undone.entry.next;
      continue;
    }
    if (spent >= budget) return { result: { verdict: 'unknown', order: longest }, spent };
    spent += 1;
    const operation = history[entry.index] as Operation;
    const output = operation.end === undefined ? undefined : { value: operation.output };
    const after = model.step(state, operation.input, output);
    const reach = Math.max(furthest, entry.rank);
    if (after === undefined || !isNew(seen, configuration(head, entry, reach, after.state))) {
      entry = entry.next;
      continue;
    }
    stack.push({ entry, state, furthest });
    state = after.state;
    furthest = reach;
    takeOut(entry);
    if (entry.match !== undefined) unfinished -= 1;
    if (stack.length > longest.length) longest = stack.map((one) => one.entry.index);
    entry = head.next;
  }
  return { result: { verdict: 'pass', order: stack.map((one) => one.entry.index) }, spent };
}

/** Starts before ends at the same instant. */
function link(history: readonly Operation[], indexes: readonly number[]): Entry {
  const entries: { at: number; entry: Entry }[] = [];
  for (const index of indexes) {
    const { start, end } = history[index] as Operation;
    const begun: Entry = { index, isStart: true, rank: -1, previous: undefined, next: undefined };
    entries.push({ at: start, entry: begun });
    if (end === undefined) continue;
    const ended: Entry = { index, isStart: false, rank: -1, previous: undefined, next: undefined };
    begun.match = ended;
    entries.push({ at: end, entry: ended });
  }
  entries.sort(
    (a, b) => a.at - b.at || Number(b.entry.isStart) - Number(a.entry.isStart) || a.entry.index - b.entry.index,
  );
  const head: Entry = { index: -1, isStart: true, rank: -1, previous: undefined, next: undefined };
  let last = head;
  for (const [rank, { entry }] of entries.entries()) {
    entry.rank = rank;
    entry.previous = last;
    last.next = entry;
    last = entry;
  }
  return head;
}

function takeOut(entry: Entry): void {
  unlink(entry);
  if (entry.match !== undefined) unlink(entry.match);
}

/** In the reverse order, so that each finds its neighbours as it left them. */
function putBack(entry: Entry): void {
  if (entry.match !== undefined) relink(entry.match);
  relink(entry);
}

function unlink({ previous, next }: Entry): void {
  if (previous !== undefined) previous.next = next;
  if (next !== undefined) next.previous = previous;
}

function relink(entry: Entry): void {
  if (entry.previous !== undefined) entry.previous.next = entry;
  if (entry.next !== undefined) entry.next.previous = entry;
}

/**
 * What was taken, with the state that it led to, as one text: all up to `reach` but for those that still stand in the
 * list. These are few, however long the history: only what overlaps can be left behind.
 */
function configuration(head: Entry, added: Entry, reach: number, state: Data): string {
  let left = `${reach}`;
  for (let at = head.next; at !== undefined && at.rank < reach; at = at.next) {
    if (at.isStart && at !== added) left += `,${at.rank}`;
  }
  return `${left}|${written(state)}`;
}

/** From a configuration that was seen before all has been tried. */
function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

function failed(history: readonly Operation[], indexes: readonly number[], order: readonly number[]): Linearizability {
  const placed = new Set(order);
  const left = indexes.filter((index) => history[index]?.end !== undefined && !placed.has(index));
  const endOf = (index: number): number => history[index]?.end ?? Infinity;
  const blocked = left.reduce((first, index) => (endOf(index) < endOf(first) ? index : first), left[0] ?? 0);
  return { verdict: 'fail', order, blocked };
}

/** One text for one state: keys in order. */
function written(data: Data): string {
  if (typeof data === 'bigint') return `${data}n`;
  if (typeof data !== 'object' || data === null) return data === undefined ? 'undefined' : JSON.stringify(data);
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(written).join()}]`;
  const fields = data as { readonly [key: string]: Data };
  return `{${Object.keys(fields)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${written(fields[key])}`)
    .join()}}`;
}
