/** Where the marks of an estimate stand: ratios to the reference, and what moves a result. Logarithmic, and pure. */
import { scaleLog } from 'd3-scale';
import type { Mover } from './sensitivity';
import { figures, showQuantity } from './show-quantity';

/** Yours by the reference's, on an axis that every row shares; pixels. */
export interface RatioLayout {
  readonly x: number;
  /** Of ratio 1. */
  readonly middle: number;
  /** The accepted band. */
  readonly band: readonly [number, number];
  /** `10× low`; none inside of the band. */
  readonly label?: string;
}

const RATIOS = [0.05, 20] as const;
/** Room for a dot at either end. */
const MARGIN = 8;

const ratioScale = (width: number) =>
  scaleLog()
    .domain(RATIOS)
    .range([MARGIN, width - MARGIN])
    .clamp(true);

/** @param within the factor that is accepted */
export function layoutRatio(ratio: number, within: number, width: number): RatioLayout {
  const scale = ratioScale(width);
  const factor = ratio >= 1 ? ratio : 1 / ratio;
  const isOff = !(factor <= within + 1e-6);
  const told = factor >= 1e4 ? 'far' : `${figures(Number(factor.toPrecision(2)))}×`;
  return {
    x: ratio > 0 ? scale(ratio) : MARGIN,
    middle: scale(1),
    band: [scale(1 / within), scale(within)],
    ...(isOff ? { label: `${told} ${ratio < 1 ? 'low' : 'high'}` } : {}),
  };
}

/** Ticks of the axis above the dots. */
export function ratioTicks(width: number): readonly { readonly x: number; readonly text: string }[] {
  const scale = ratioScale(width);
  return (width < 150 ? [0.1, 1, 10] : [0.1, 0.3, 1, 3, 10]).map((ratio) => ({ x: scale(ratio), text: String(ratio) }));
}

/** One bar: from the result with the least of a premise to that with its most. */
export interface MoverBar {
  readonly mover: Mover;
  readonly from: number;
  readonly to: number;
  readonly low: string;
  readonly high: string;
}

/** Bars of a result between `left` and `right`, on one axis; `now` is the result as it stands. */
export function layoutMovers(
  movers: readonly Mover[],
  now: number,
  { left, right, isPerDay = false }: { readonly left: number; readonly right: number; readonly isPerDay?: boolean },
): { readonly bars: readonly MoverBar[]; readonly now: number } {
  const ends = [now, ...movers.flatMap(({ result }) => result.map(({ value }) => value))];
  const scale = scaleLog()
    .domain([Math.min(...ends), Math.max(...ends)])
    .range([left, right]);
  const show = (quantity: Mover['result'][number]): string => showQuantity(quantity, isPerDay);
  return {
    now: scale(now),
    bars: movers.map((mover) => {
      const [a, b] = mover.result;
      const [less, more] = a.value <= b.value ? [a, b] : [b, a];
      return { mover, from: scale(less.value), to: scale(more.value), low: show(less), high: show(more) };
    }),
  };
}
