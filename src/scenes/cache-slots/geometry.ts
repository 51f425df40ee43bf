/** Shapes of the layout: marks as numbers. */
import type { Label } from '../shared/labels';
import type { CacheSlotsCall, CacheSlotsLife } from '../types';

export const SIDES = ['reference', 'yours'] as const;
export type Side = (typeof SIDES)[number];

/** Lanes that are drawn; more keys than that are told in words. */
export const MOST_LANES = 7;
/** Width and height of a place of the cache. */
export const PLACE = { width: 44, height: 20 } as const;

/** An entry on its key's lane, up to the playhead. */
export interface LifeBar {
  readonly id: string;
  readonly side: Side;
  readonly y: number;
  readonly left: number;
  /** Where it is stale from; at most `right`. */
  readonly staleFrom: number;
  readonly right: number;
  /** What has ended it, where the playhead has passed that. */
  readonly end?: CacheSlotsLife['end'];
}

/** A load on its key's lane, up to the playhead. */
export interface LoadBar {
  readonly id: string;
  readonly side: Side;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly isOpen: boolean;
  readonly hasFailed: boolean;
}

/** A call on its key's lane; one that waits for its answer has a line to where it came. */
export interface CallMark {
  readonly id: string;
  readonly side: Side;
  readonly x: number;
  readonly y: number;
  readonly waitsTo: number;
  readonly op: CacheSlotsCall['op'];
  /** `ahead`: it comes after the playhead; `waits`: it has not been answered yet. */
  readonly kind: CacheSlotsCall['answer'] | 'ahead' | 'waits';
}

/** One place of the cache at the playhead; without a key it is free. */
export interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly key?: string;
}

/** Everything the drawing needs: numbers and texts, no DOM. */
export interface CacheSlotsLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly plot: { readonly left: number; readonly right: number };
  readonly sides: Readonly<Record<Side, { readonly top: number; readonly lanes: readonly number[] }>>;
  readonly axisY: number;
  readonly ticks: readonly number[];
  readonly lives: readonly LifeBar[];
  readonly loads: readonly LoadBar[];
  readonly calls: readonly CallMark[];
  readonly places: readonly Place[];
  /** Under the place that goes next, where all are taken. */
  readonly nextOut?: { readonly left: number; readonly right: number; readonly y: number };
  /** The first difference, once the playhead has reached it. */
  readonly divergence?: { readonly x: number; readonly top: number; readonly bottom: number };
  readonly playheadX?: number;
  readonly labels: readonly Label[];
}

/** Beside the dashed line, inside of the frame. */
export function triangleX({ plot }: Pick<CacheSlotsLayout, 'plot'>, x: number): number {
  return x - 15 < plot.left ? x + 15 : x - 15;
}
