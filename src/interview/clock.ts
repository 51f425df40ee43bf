/**
 * The interview's clock. Time goes on as in the room: through a reload, sleep, a background tab, a crash; and it is not
 * moved by a clock that is set. Two sources make that possible, and each has its part:
 *
 * - While a page is open, time is what the browser's monotonic clock says (`performance.now()`), which nobody can set.
 * - Between two pages, time is what the wall clock says, from the last event of the log to the opening.
 *
 * The log holds events with wall times. An *anchor* says at which time of the interview an event stood: one at the
 * beginning, one whenever a page takes up the interview, one as soon as the two clocks are seen to part. Between anchors
 * the wall clock gives the time, and the next anchor bounds it, so that any log can be read back by itself.
 *
 * Limits: a clock that is set while no page is open cannot be told from time that passed (set ahead it takes time, set
 * back it gives it). And on systems whose monotonic clock stands still while the machine sleeps (Chromium on Linux and
 * macOS), waking looks like a clock that was set ahead: no time is taken, and the page asks whether it slept.
 */

/** Both clocks at one moment, in milliseconds. */
export interface Reading {
  /** Since the epoch. */
  readonly wallMs: number;
  /** Since any moment; it only ever grows. */
  readonly monotonicMs: number;
}

/** Both clocks at a moment whose time in the interview is known. */
export interface Base extends Reading {
  readonly elapsedMs: number;
}

/** The clocks may part by this much without anybody being told: they are read one after the other, and drift. */
export const DRIFT_MS = 1_500;
/** From this much on, a clock that ran ahead may have been a machine that slept. */
export const SLEEP_MS = 60_000;

/** Time of the interview while a page is open, in whole milliseconds; it never runs backwards. */
export function elapsedOf(base: Base, now: Reading): number {
  return Math.round(base.elapsedMs + Math.max(0, now.monotonicMs - base.monotonicMs));
}

/** By how much the wall clock has run ahead of the monotonic one since the base; negative where it was set back. */
export function driftOf(base: Base, now: Reading): number {
  return now.wallMs - base.wallMs - (now.monotonicMs - base.monotonicMs);
}

/** A place of the log whose time in the interview is known. */
export interface Anchor {
  /** The event's place in the log. */
  readonly index: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly elapsedMs: number;
}

/** A place of the log. */
export type Place = Pick<Anchor, 'index' | 'at'>;

/** Time of an event, in milliseconds from the beginning: never before its anchor, nor after the next one. */
export function elapsedAt(anchors: readonly Anchor[], place: Place): number {
  const after = anchors.findIndex(({ index }) => index > place.index);
  const anchor = anchors[(after < 0 ? anchors.length : after) - 1];
  if (anchor === undefined) return 0;
  const end = after < 0 ? Infinity : (anchors[after]?.elapsedMs ?? Infinity);
  return Math.min(end, anchor.elapsedMs + Math.max(0, place.at - anchor.at));
}

/** Time of the interview when a page takes it up again: at the last event, and what the wall clock says has passed. */
export function resumedAt(anchors: readonly Anchor[], last: Place, wallMs: number): number {
  return elapsedAt(anchors, last) + Math.max(0, wallMs - last.at);
}
