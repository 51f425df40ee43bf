/** One measured figure beside what it must meet. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What DESIGN §9 or an issue asks; absent where a figure is only told. */
  readonly budget?: { readonly limit: number; readonly at: 'most' | 'least' };
}

/** The median of some measurements; of an even number, the mean of the middle two. Empty lists throw. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('median of no values');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Prints figures, one a line, with `met` or `MISSED` beside each that has a budget. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  for (const { what, value, unit, budget } of figures) {
    const shown = `${value >= 100 ? Math.round(value) : Number(value.toPrecision(3))} ${unit}`;
    console.log(
      `  ${what.padEnd(56)} ${shown.padStart(12)}  ${budget === undefined ? '' : judged(value, unit, budget)}`,
    );
  }
}

function judged(value: number, unit: string, budget: NonNullable<Figure['budget']>): string {
  const met = budget.at === 'most' ? value <= budget.limit : value >= budget.limit;
  return `${met ? 'met' : 'MISSED'} (at ${budget.at} ${budget.limit} ${unit})`;
}
