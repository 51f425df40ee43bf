import { MARK_PITCH, type Span } from './columns';

/** The fixed measures of one drawing, in pixels; they depend on its width and its tallest stack, never on the step. */
export interface Geometry {
  readonly width: number;
  readonly height: number;
  /** Left edge of lane names. */
  readonly margin: number;
  /** Right edge of the numbers beside the occupancy. */
  readonly numbersX: number;
  /** Where instants are placed, and where the axis itself ends. */
  readonly plot: Span;
  readonly axis: Span;
  readonly edgeLabelY: number;
  readonly dimensionLabelY: number;
  readonly dimensionY: number;
  readonly stems: { readonly top: number; readonly bottom: number };
  readonly hairlines: readonly number[];
  readonly reference: LaneGeometry;
  readonly yours: LaneGeometry;
  readonly axisY: number;
}

export interface LaneGeometry {
  /** The line that marks stand on, and the top of its tallest stack. */
  readonly y: number;
  readonly top: number;
  /** The occupancy's band: its zero and its full height. */
  readonly zeroY: number;
  readonly fullY: number;
}

const MIN_WIDTH = 300;
const MAX_WIDTH = 900;

/** Measures after the workbench's sheet: 524 wide, 104 of it for names, 322 high where no marks are stacked. */
export function geometryOf(options: {
  readonly width: number;
  readonly rows: number;
  readonly hasNote: boolean;
}): Geometry {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, options.width)));
  const isNarrow = width < 440;
  const stack = (options.rows - 1) * MARK_PITCH;
  const margin = isNarrow ? 8 : 14;
  const left = isNarrow ? 86 : 112;
  const right = width - (isNarrow ? 78 : 84);
  const referenceY = 114 + stack;
  const hairY = referenceY + 82;
  const yoursY = hairY + 30 + stack;
  const axisY = yoursY + 70;
  return {
    width,
    height: axisY + (options.hasNote ? 42 : 26),
    margin,
    numbersX: left - 16,
    plot: { left, right },
    axis: { left: left - 8, right: width - margin },
    edgeLabelY: 16,
    dimensionLabelY: 34,
    dimensionY: 44,
    stems: { top: 60, bottom: 80 },
    hairlines: [90, hairY],
    reference: laneAt(referenceY, stack),
    yours: laneAt(yoursY, stack),
    axisY,
  };
}

function laneAt(y: number, stack: number): LaneGeometry {
  return { y, top: y - stack, zeroY: y + 56, fullY: y + 23 };
}

/** Half the width of a numbered triangle, and its height. */
export const TRIANGLE = { halfWidth: 10, height: 17 } as const;
