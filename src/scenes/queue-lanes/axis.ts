/** The clock of a drawing: where an instant stands, and whether equal lengths are equal times. */
export interface Axis {
  xOf(t: number): number;
  readonly isLinear: boolean;
  /** Where the axis says that time was squeezed. */
  readonly breaks: readonly number[];
}

/** Pixels between two instants at the least, where there is room for that. */
const LEAST_GAP = 16;

/**
 * In proportion to time where all instants are then apart, and else in proportion to its square root, none nearer than
 * the least. Past the last instant is the right end.
 */
export function axisOf(instants: readonly number[], span: { readonly left: number; readonly right: number }): Axis {
  const first = instants[0] ?? 0;
  const last = instants.at(-1) ?? first;
  const width = span.right - span.left;
  const gapsMs = instants.slice(1).map((t, index) => t - instants[index]!);
  const linear = gapsMs.map((gap) => (gap / (last - first)) * width);
  const isLinear = linear.every((px) => px >= LEAST_GAP);
  const least = Math.min(LEAST_GAP, width / Math.max(1, gapsMs.length));
  const roots = gapsMs.map((gap) => Math.sqrt(gap));
  const sum = roots.reduce((all, root) => all + root, 0);
  const spare = Math.max(0, width - least * gapsMs.length);
  const gapsPx = isLinear ? linear : roots.map((root) => least + (root / sum) * spare);
  const places: number[] = [span.left];
  for (const px of gapsPx) places.push(places.at(-1)! + px);
  const perPx = gapsMs.map((gap, index) => gap / gapsPx[index]!);
  const usual = Math.min(...perPx);
  const breaks = perPx.flatMap((rate, index) =>
    !isLinear && rate > 3 * usual && gapsPx[index]! >= 14 ? [(places[index]! + places[index + 1]!) / 2] : [],
  );
  const xOf = (t: number): number => {
    if (t <= first) return span.left;
    const after = instants.findIndex((instant) => instant >= t);
    if (after < 0) return span.right;
    const [from, to] = [instants[after - 1]!, instants[after]!];
    return places[after - 1]! + ((t - from) / (to - from)) * (places[after]! - places[after - 1]!);
  };
  return { xOf, isLinear, breaks };
}
