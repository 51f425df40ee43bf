/** Shapes of the layout, which its labels are written into: marks as numbers. */
import type { Label } from '../shared/labels';
import type { Axis } from './axis';
import type { Side } from './history';

/** A job on a worker's lane: what has run at the playhead, and what is still to come. */
export interface Bar {
  readonly id: string;
  readonly side: Side;
  readonly left: number;
  /** Up to here it has run; the rest comes later. */
  readonly done: number;
  readonly right: number;
  readonly y: number;
  /** It never ended. */
  readonly isOpen: boolean;
  /** On a lane that there is no worker for. */
  readonly isOver: boolean;
  /** It has ended, by failing. */
  readonly hasFailed: boolean;
}

/** One job that waits at the playhead; `held`: its producer is not accepted. */
export interface Square {
  readonly id: string;
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly kind: 'accepted' | 'held' | 'place' | 'over';
}

/** How many accepted jobs wait, up to the playhead. */
export interface Depth {
  readonly side: Side;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly boundY?: number;
  readonly most: number;
}

/** The fixed places of one side. */
export interface SideGeometry {
  readonly top: number;
  readonly lanes: readonly number[];
  readonly queueY: number;
  readonly zeroY: number;
  readonly fullY: number;
}

/** Everything the drawing needs: numbers and texts, no DOM. */
export interface QueueLanesLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly plot: { readonly left: number; readonly right: number };
  readonly sides: Readonly<Record<Side, SideGeometry>>;
  readonly axisY: number;
  readonly axis: Axis;
  readonly ticks: readonly number[];
  readonly bars: readonly Bar[];
  readonly squares: readonly Square[];
  /** The box around the places of the queue, where it has a bound that is drawn. */
  readonly boxes: readonly { readonly side: Side; readonly left: number; readonly right: number; readonly y: number }[];
  readonly depths: readonly Depth[];
  readonly closes: readonly { readonly name: string; readonly x: number; readonly isAhead: boolean }[];
  /** The first difference, once the playhead has reached it. */
  readonly divergence?: { readonly x: number; readonly top: number; readonly bottom: number };
  readonly playheadX?: number;
  readonly labels: readonly Label[];
}

export const SQUARE = 11;
/** Lanes that are drawn; more workers than that are told in words. */
export const MOST_LANES = 8;
