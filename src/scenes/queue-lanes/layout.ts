import type { QueueLanesJob, QueueLanesSceneSpec } from '../types';
import { textWidth } from '../shared/labels';
import { axisOf, type Axis } from './axis';
import { instantsOf, placeJobs, SIDES, waitingAt, type Side } from './history';
import {
  SQUARE,
  MOST_LANES,
  type Bar,
  type Square,
  type Depth,
  type SideGeometry,
  type QueueLanesLayout,
} from './geometry';
import { writeLabels } from './write-labels';

const LANE = 20;
const MIN_WIDTH = 300;
const MAX_WIDTH = 900;

/** The picture at one step: everything up to the end of that millisecond. Steps past the ends are the ends. */
export function layoutQueueLanes(
  spec: QueueLanesSceneSpec,
  size: { readonly width: number },
  step: number,
): QueueLanesLayout {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, size.width)));
  const margin = width < 440 ? 8 : 14;
  const plot = { left: width < 440 ? 78 : 104, right: width - margin - 14 };
  const at = Math.max(0, Math.min(Math.trunc(step), spec.steps.length - 1));
  const nowMs = spec.steps[at]?.t ?? -1;
  const placed = { reference: placeJobs(spec.reference), yours: placeJobs(spec.yours) };
  const lanesOf = (side: Side): number =>
    Math.min(MOST_LANES, Math.max(spec.workers, ...placed[side].map(({ lane }) => lane + 1)));
  const reference = sideAt(spec.closes.length > 0 ? 34 : 18, lanesOf('reference'));
  const yours = sideAt(reference.zeroY + 30, lanesOf('yours'));
  const sides = { reference, yours };
  const axisY = yours.zeroY + 18;
  const axis = axisOf(instantsOf(spec), plot);
  const base = { width, margin, plot, sides, axisY, axis };
  const squares: Square[] = [];
  const boxes: QueueLanesLayout['boxes'][number][] = [];
  for (const side of SIDES) {
    const row = squaresOf(spec, side, nowMs, sides[side].queueY, plot);
    squares.push(...row.squares);
    if (row.box !== undefined) boxes.push({ side, ...row.box });
  }
  const differsMs = spec.firstDifference === undefined ? undefined : spec.steps[spec.firstDifference]?.t;
  const parts = {
    ...base,
    height: axisY + (axis.isLinear ? 26 : 42),
    bars: SIDES.flatMap((side) =>
      placed[side]
        .filter(({ lane }) => lane < MOST_LANES)
        .map(({ job, lane }) =>
          barOf({ job, side, y: sides[side].lanes[lane]!, isOver: lane >= spec.workers, axis, nowMs, end: plot.right }),
        ),
    ),
    squares,
    boxes,
    depths: SIDES.map((side) => depthOf(spec, side, sides[side], axis, nowMs)),
    closes: spec.closes.map(({ name, t }) => ({ name, x: axis.xOf(t), isAhead: t > nowMs })),
    ...(differsMs === undefined || differsMs > nowMs
      ? {}
      : { divergence: { x: axis.xOf(differsMs), top: reference.lanes[0]! - 8, bottom: yours.zeroY } }),
    ...(nowMs < 0 ? {} : { playheadX: axis.xOf(nowMs) }),
  };
  return { ...parts, ...writeLabels({ spec, parts, nowMs }) };
}

function sideAt(top: number, lanes: number): SideGeometry {
  const firstY = top + 12;
  const queueY = firstY + lanes * LANE + 4;
  const fullY = queueY + 42;
  return {
    top,
    lanes: Array.from({ length: lanes }, (_, index) => firstY + index * LANE),
    queueY,
    fullY,
    zeroY: fullY + 24,
  };
}

function barOf(given: {
  readonly job: QueueLanesJob;
  readonly side: Side;
  readonly y: number;
  readonly isOver: boolean;
  readonly axis: Axis;
  readonly nowMs: number;
  readonly end: number;
}): Bar {
  const { job, side, y, isOver, axis, nowMs, end } = given;
  const left = axis.xOf(job.started!);
  // A job of no length is still seen.
  const right = job.ended === undefined ? end : Math.max(left + 3, axis.xOf(job.ended));
  const isAhead = job.started! > nowMs;
  const done = isAhead
    ? left
    : (job.ended ?? Infinity) <= nowMs
      ? right
      : Math.max(left + 2, Math.min(right, axis.xOf(nowMs)));
  const hasFailed = job.failed === true && (job.ended ?? Infinity) <= nowMs;
  return { id: job.id, side, left, done, right, y, isOpen: job.ended === undefined, isOver, hasFailed };
}

/** Accepted jobs in their places, then those held back; as many as have room. */
function squaresOf(
  spec: QueueLanesSceneSpec,
  side: Side,
  nowMs: number,
  y: number,
  plot: QueueLanesLayout['plot'],
): {
  readonly squares: readonly Square[];
  readonly box?: { readonly left: number; readonly right: number; readonly y: number };
} {
  const { accepted, heldBack } = waitingAt(spec[side], nowMs);
  const widest = Math.max(0, ...spec[side].map(({ id }) => textWidth(id)));
  const pitch = Math.max(SQUARE + 5, widest + 6);
  const most = Math.floor((plot.right - plot.left) / pitch);
  const bound = spec.bound ?? 0;
  const places =
    bound > accepted.length && bound <= most - 2 ? bound : Math.min(accepted.length, Math.max(bound, accepted.length));
  const all = [
    ...Array.from({ length: places }, (_, index) => {
      const id = accepted[index];
      if (id === undefined) return { id: `place-${index}`, kind: 'place' as const };
      return { id, kind: spec.bound !== undefined && index >= bound ? ('over' as const) : ('accepted' as const) };
    }),
    ...heldBack.map((id) => ({ id, kind: 'held' as const })),
  ];
  const gap = (kind: Square['kind']): number => (kind === 'held' ? 12 : 0);
  const squares = all
    .map(({ id, kind }, index) => ({
      id,
      side,
      kind,
      y,
      x: plot.left + 6 + index * pitch + gap(kind) + (pitch - SQUARE) / 2,
    }))
    .filter(({ x }) => x + SQUARE + 6 <= plot.right);
  if (spec.bound === undefined || bound > most - 2) return { squares };
  return { squares, box: { left: plot.left + 3, right: plot.left + 9 + bound * pitch, y: y - 4 } };
}

function depthOf(
  spec: QueueLanesSceneSpec,
  side: Side,
  { zeroY, fullY }: SideGeometry,
  axis: Axis,
  nowMs: number,
): Depth {
  const instants = instantsOf(spec);
  const counts = instants.map((t) => waitingAt(spec[side], t).accepted.length);
  const both = SIDES.flatMap((one) => instants.map((t) => waitingAt(spec[one], t).accepted.length));
  const most = Math.max(1, spec.bound ?? 0, ...both);
  const yOf = (count: number): number => zeroY - (count / most) * (zeroY - fullY);
  const points: [number, number][] = [];
  let y = yOf(0);
  for (const [index, t] of instants.entries()) {
    if (t > nowMs) break;
    const x = axis.xOf(t);
    points.push([x, y]);
    y = yOf(counts[index]!);
    points.push([x, y]);
  }
  return { side, points, most, ...(spec.bound === undefined ? {} : { boundY: yOf(spec.bound) }) };
}
