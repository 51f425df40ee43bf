/**
 * Which window a request falls into. `fixed`: opened by a request, `[from, to)`. `aligned`: the same at multiples of its
 * length. `sliding`: `(from, to]`, ends at it.
 */
export type WindowKind = 'fixed' | 'aligned' | 'sliding';

/** The window of one request, and which of the key's earlier admitted requests count against it. */
export interface HeldWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Indexes into the admitted instants, in order. */
  readonly held: readonly number[];
}

/**
 * What a limiter of this kind holds when a request of a key arrives.
 *
 * @param admittedMs instants of the key's earlier admitted requests, in order
 */
export function heldWindow(
  kind: WindowKind,
  windowMs: number,
  admittedMs: readonly number[],
  nowMs: number,
): HeldWindow {
  if (kind === 'sliding') {
    const held = indexesOf(admittedMs, (atMs) => nowMs - atMs < windowMs);
    return { fromMs: nowMs - windowMs, toMs: nowMs, held };
  }
  if (kind === 'aligned') {
    const fromMs = nowMs - (nowMs % windowMs);
    return { fromMs, toMs: fromMs + windowMs, held: indexesOf(admittedMs, (atMs) => atMs >= fromMs) };
  }
  // A window's first request is always admitted, so the admitted ones alone tell where windows open.
  let startMs = nowMs;
  let first = admittedMs.length;
  for (const [index, atMs] of admittedMs.entries()) {
    if (index > 0 && atMs - startMs < windowMs) continue;
    startMs = atMs;
    first = index;
  }
  if (nowMs - startMs >= windowMs) [startMs, first] = [nowMs, admittedMs.length];
  return { fromMs: startMs, toMs: startMs + windowMs, held: indexesOf(admittedMs, (_, index) => index >= first) };
}

function indexesOf(items: readonly number[], keep: (item: number, index: number) => boolean): readonly number[] {
  return [...items.keys()].filter((index) => keep(items[index] as number, index));
}
