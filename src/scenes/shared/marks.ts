import type { Selection } from 'd3-selection';
import type { Label } from './labels';

/** A group of a drawing, whatever its datum. */
export type Group<Datum = unknown> = Selection<SVGGElement, Datum, SVGGElement | null, unknown>;

/** Shapes of the scene vocabulary, centred on 0,0. A mark's class brings its colour, its shape brings its meaning. */
const SHAPES = {
  /** Filled dot. */
  admit: 'M5 0A5 5 0 1 1 -5 0A5 5 0 1 1 5 0Z',
  /** Ring with a cross: a correct refusal is no failure. */
  reject: 'M6 0A6 6 0 1 1 -6 0A6 6 0 1 1 6 0ZM-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6',
  /** Filled square with a cross: the program failed. */
  error: 'M-6 -6H6V6H-6Z',
  /** Dashed ring: nobody knows. */
  none: 'M5.5 0A5.5 5.5 0 1 1 -5.5 0A5.5 5.5 0 1 1 5.5 0Z',
  /** A point on the lane: it comes later. */
  ahead: 'M1.8 0A1.8 1.8 0 1 1 -1.8 0A1.8 1.8 0 1 1 1.8 0Z',
} as const;

/** The marks that a decision can have. */
export type MarkKind = keyof typeof SHAPES;

/** Path of a decision's mark, centred on 0,0. */
export function markPath(kind: MarkKind): string {
  return SHAPES[kind];
}

/** The cross on a failure's square, in the colour of the sheet. Empty for every other mark. */
export function markCross(kind: MarkKind): string {
  return kind === 'error' ? 'M-2.8 -2.8L2.8 2.8M2.8 -2.8L-2.8 2.8' : '';
}

/** A numbered revision triangle standing on 0,0. */
export const TRIANGLE_PATH = 'M0 -17.2L10 0H-10Z';

/** Brings a group's texts to the labels given, by id. Texts over lines have a halo of the sheet's colour. */
export function drawLabels(group: Group, labels: readonly Label[]): void {
  group
    .selectAll<SVGTextElement, Label>('text')
    .data(labels, ({ id }) => id)
    .join('text')
    .attr('class', ({ role }) => `scene-text scene-text-${role}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('text-anchor', ({ anchor }) => anchor)
    .text(({ text }) => text);
}
