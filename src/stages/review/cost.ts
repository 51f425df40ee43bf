/** A measured cost as a picture: exact steps of one call against size, on logarithmic axes. Pure. */

/** Steps of one call at some sizes, counted and never timed. */
export interface MeasuredCost {
  readonly op: string;
  /** By rising size. */
  readonly points: readonly { readonly size: number; readonly steps: number }[];
  /** The class that fits: `O(1)`, or `unclear`. */
  readonly growth: string;
}

/** Where things stand in a chart. */
export interface CostLayout {
  readonly points: readonly { readonly x: number; readonly y: number; readonly size: number; readonly steps: number }[];
  readonly line: string;
  /** Growth classes drawn through the first point, for comparison. */
  readonly guides: readonly {
    readonly growth: string;
    readonly line: string;
    readonly x: number;
    readonly y: number;
  }[];
  readonly xTicks: readonly { readonly x: number; readonly text: string }[];
  readonly yTicks: readonly { readonly y: number; readonly text: string }[];
}

const GUIDES: readonly (readonly [growth: string, of: (n: number) => number])[] = [
  ['O(1)', () => 1],
  ['O(log n)', (n) => Math.log2(n + 1)],
  ['O(n)', (n) => n],
  ['O(n log n)', (n) => n * Math.log2(n + 1)],
  ['O(n^2)', (n) => n * n],
];

/** Lays a measurement out in a frame of `width` × `height`, inside of the margins. */
export function layoutCost(
  { points }: MeasuredCost,
  { width, height, left, right, top, bottom }: Record<'width' | 'height' | 'left' | 'right' | 'top' | 'bottom', number>,
): CostLayout {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return { points: [], line: '', guides: [], xTicks: [], yTicks: [] };
  const log = (value: number): number => Math.log10(Math.max(1, value));
  const [x0, x1] = [log(first.size), Math.max(log(last.size), log(first.size) + 1)];
  const highest = Math.max(...points.map(({ steps }) => steps), first.steps * 100, 100);
  const y1 = Math.ceil(log(highest));
  const x = (size: number): number => left + ((log(size) - x0) / (x1 - x0)) * (width - left - right);
  const y = (steps: number): number => top + (1 - Math.min(1, log(steps) / y1)) * (height - top - bottom);
  const path = (places: readonly (readonly [number, number])[]): string =>
    places.map(([px, py], index) => `${index === 0 ? 'M' : 'L'}${round(px)} ${round(py)}`).join('');
  const inside = (steps: number): boolean => steps <= 10 ** y1;
  return {
    points: points.map(({ size, steps }) => ({ size, steps, x: round(x(size)), y: round(y(steps)) })),
    line: path(points.map(({ size, steps }) => [x(size), y(steps)])),
    guides: GUIDES.flatMap(([growth, of]) => {
      const at = (size: number): number => (first.steps * of(size)) / of(first.size);
      const reach = Array.from({ length: 25 }, (_, index) => 10 ** (x0 + ((x1 - x0) * index) / 24)).filter((size) =>
        inside(at(size)),
      );
      const end = reach.at(-1);
      if (end === undefined || reach.length < 2) return [];
      const line = path(reach.map((size) => [x(size), y(at(size))]));
      return [{ growth, line, x: round(x(end)), y: round(y(at(end))) }];
    }),
    xTicks: points.map(({ size }) => ({ x: round(x(size)), text: formatCount(size) })),
    yTicks: Array.from({ length: y1 + 1 }, (_, power) => ({
      y: round(y(10 ** power)),
      text: formatCount(10 ** power),
    })),
  };
}

/** `4 096`, with thin spaces between thousands. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
