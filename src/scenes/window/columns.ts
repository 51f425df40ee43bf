import type { WindowSceneSpec } from '../types';

/** Requests of one instant stand above each other, this many high, and then beside each other. */
export const STACK_ROWS = 4;
/** Pixels between two marks of a stack, and between two instants at the least. */
export const MARK_PITCH = 12;
const INSTANT_GAP = 15;

/** Where a request's mark stands: pixels from the left, and its row in its stack, 0 on the lane's line. */
export interface Slot {
  readonly x: number;
  readonly row: number;
}

/** A stretch of the run that fits the drawing, and its time axis. */
export interface Page {
  /** Requests `first` to `end`, `end` excluded. */
  readonly first: number;
  readonly end: number;
  /** The first step that is shown on this page rather than on the one before. */
  readonly firstStep: number;
  /** By request, from `first` on. */
  readonly slots: readonly Slot[];
  readonly knots: readonly Knot[];
  /** False when equal lengths of the axis are not equal times. */
  readonly isLinear: boolean;
}

/** An instant with a place of its own on the axis; its stack may be several marks wide. */
export interface Knot {
  readonly t: number;
  readonly left: number;
  readonly right: number;
  readonly requests: number;
}

/** Where an instant falls, and whether it is off the page. */
export interface Place {
  readonly x: number;
  readonly isBeyond: boolean;
}

/** The pixels between which instants are placed. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

/**
 * Cuts the run into pages that fit. Consecutive pages share about a third of their requests, so that stepping from
 * one to the next keeps the recent past in sight. O(requests).
 */
export function paginate(spec: WindowSceneSpec, span: Span): Page[] {
  const pages: Page[] = [];
  const { requests } = spec;
  let first = 0;
  let firstStep = 0;
  while (firstStep < requests.length) {
    const counts = new Map<number, number>();
    let end = first;
    while (end < requests.length) {
      const added = timesOf(spec, end);
      const next = new Map(added.map((t) => [t, counts.get(t) ?? 0]));
      next.set(requests[end]!.t, (counts.get(requests[end]!.t) ?? 0) + 1);
      const grown = neededPx(counts, next);
      if (grown > span.right - span.left && end > firstStep) break;
      for (const [t, count] of next) counts.set(t, count);
      end += 1;
    }
    pages.push({ first, end, firstStep, ...place(spec, { first, end, counts, span }) });
    firstStep = end;
    first = end - Math.floor((end - first) / 3);
  }
  return pages;
}

/** The instants a request puts on the axis: its own, and the edges of a window that requests share. */
function timesOf(spec: WindowSceneSpec, index: number): number[] {
  const { t, window } = spec.requests[index]!;
  return spec.edges === 'closed-open' ? [t, window.from, window.to] : [t];
}

function stackWidth(count: number): number {
  return Math.max(0, Math.ceil(count / STACK_ROWS) - 1) * MARK_PITCH;
}

const needed = new WeakMap<Map<number, number>, number>();

/** Pixels the axis needs with `next` merged in; the sum so far is kept beside the counts it belongs to. */
function neededPx(counts: Map<number, number>, next: ReadonlyMap<number, number>): number {
  let sum = needed.get(counts) ?? -INSTANT_GAP;
  for (const [t, count] of next) {
    const before = counts.get(t);
    sum += stackWidth(count) - stackWidth(before ?? 0) + (before === undefined ? INSTANT_GAP : 0);
  }
  needed.set(counts, sum);
  return sum;
}

function place(
  spec: WindowSceneSpec,
  page: { first: number; end: number; counts: ReadonlyMap<number, number>; span: Span },
): Pick<Page, 'slots' | 'knots' | 'isLinear'> {
  const times = [...page.counts.keys()].sort((a, b) => a - b);
  const widths = times.map((t) => stackWidth(page.counts.get(t) ?? 0));
  const free = page.span.right - page.span.left - widths.reduce((sum, width) => sum + width, 0);
  const gapsMs = times.slice(1).map((t, index) => t - times[index]!);
  const { gapsPx, isLinear } = sharePx(gapsMs, free);
  const knots: Knot[] = [];
  let x = page.span.left;
  for (const [index, t] of times.entries()) {
    knots.push({ t, left: x, right: x + widths[index]!, requests: page.counts.get(t) ?? 0 });
    x += widths[index]! + (gapsPx[index] ?? 0);
  }
  const byTime = new Map(knots.map((knot) => [knot.t, knot]));
  const filled = new Map<number, number>();
  const slots = spec.requests.slice(page.first, page.end).map(({ t }) => {
    const index = filled.get(t) ?? 0;
    filled.set(t, index + 1);
    const column = Math.floor(index / STACK_ROWS);
    return { x: byTime.get(t)!.left + column * MARK_PITCH, row: index % STACK_ROWS };
  });
  return { slots, knots, isLinear: isLinear && widths.every((width) => width === 0) };
}

/**
 * Shares pixels among gaps: in proportion to time where every gap is then wide enough to tell its marks apart, and
 * else in proportion to the square root of time, none narrower than the least.
 */
function sharePx(gapsMs: readonly number[], free: number): { gapsPx: number[]; isLinear: boolean } {
  const total = gapsMs.reduce((sum, gap) => sum + gap, 0);
  const linear = gapsMs.map((gap) => (gap / total) * free);
  if (linear.every((px) => px >= INSTANT_GAP)) return { gapsPx: linear, isLinear: true };
  const weights = gapsMs.map((gap) => Math.sqrt(gap));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const spare = Math.max(0, free - gapsMs.length * INSTANT_GAP);
  return { gapsPx: weights.map((weight) => INSTANT_GAP + (weight / sum) * spare), isLinear: false };
}

/**
 * The place of any instant on a page: on its knot, or between two in proportion. `side` chooses the edge of a stack
 * that is several marks wide. Off the page it is the page's end, marked so.
 */
export function placeOf(page: Page, t: number, side: 'left' | 'right', ends: Span): Place {
  const { knots } = page;
  const first = knots[0];
  const last = knots.at(-1);
  if (first === undefined || last === undefined || t < first.t) return { x: ends.left, isBeyond: true };
  if (t > last.t) return { x: ends.right, isBeyond: true };
  let low = 0;
  let high = knots.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (knots[middle]!.t <= t) low = middle;
    else high = middle - 1;
  }
  const before = knots[low]!;
  if (before.t === t) return { x: before[side], isBeyond: false };
  const after = knots[low + 1]!;
  const ratio = (t - before.t) / (after.t - before.t);
  return { x: before.right + ratio * (after.left - before.right), isBeyond: false };
}
