import { scaleLinear } from 'd3-scale';
import { fitText, formatInteger, type Label, LabelPlacer, textWidth } from '../shared/labels';
import type { QueueLanesSceneSpec } from '../types';
import { SIDES, waitingAt } from './history';
import { MOST_LANES, SQUARE, type QueueLanesLayout } from './geometry';

type Parts = Omit<QueueLanesLayout, 'labels' | 'ticks'>;

/** Every text of the drawing and the axis's ticks: names first, then counts, then the jobs' own where they have room. */
export function writeLabels(given: {
  readonly spec: QueueLanesSceneSpec;
  readonly parts: Parts;
  readonly nowMs: number;
}): Pick<QueueLanesLayout, 'labels' | 'ticks'> {
  const { spec, parts } = given;
  const placer = new LabelPlacer({ left: 0, right: parts.width, top: 0, bottom: parts.height });
  const { divergence } = parts;
  if (divergence !== undefined) {
    const x = triangleX(parts, divergence.x);
    const y = parts.sides.yours.top + 2;
    placer.reserve({ left: x - 11, right: x + 11, top: y - 18, bottom: y + 1 });
  }
  writeNames(placer, given);
  writeQueues(placer, given);
  for (const { side, id, x, y, kind } of parts.squares) {
    if (kind === 'place') continue;
    put(
      placer,
      `square-${side}-${id}`,
      id,
      x + SQUARE / 2,
      y + SQUARE + 13,
      'middle',
      kind === 'over' ? 'fail' : 'mono',
    );
  }
  for (const { id, side, left, right, y, isOver } of parts.bars) {
    if (right - left < textWidth(id) + 4) continue;
    put(placer, `bar-${side}-${id}`, id, (left + right) / 2, y + 4, 'middle', isOver ? 'fail' : 'ink');
  }
  parts.closes.forEach(({ name, x, isAhead }, index) => {
    put(placer, `close-${index}`, name, x + 4, 14, 'start', isAhead ? 'faint' : 'strong');
    put(placer, `close-${index}`, name, x - 4, 14, 'end', isAhead ? 'faint' : 'strong');
  });
  return { ticks: writeTicks(placer, spec, parts), labels: placer.placed };
}

/** Beside the dashed line, inside of the frame. */
export function triangleX({ plot }: Pick<QueueLanesLayout, 'plot'>, x: number): number {
  return x - 15 < plot.left ? x + 15 : x - 15;
}

function put(
  placer: LabelPlacer,
  id: string,
  text: string,
  x: number,
  y: number,
  anchor: Label['anchor'],
  role: Label['role'],
): void {
  if (!placer.placed.some((label) => label.id === id)) placer.put([{ id, text, x, y, anchor, role }]);
}

function writeNames(placer: LabelPlacer, { spec, parts }: { spec: QueueLanesSceneSpec; parts: Parts }): void {
  const { margin, sides, plot } = parts;
  const workers = `${spec.workers} worker${spec.workers === 1 ? '' : 's'}`;
  for (const side of SIDES) {
    const { top, lanes, queueY, zeroY, fullY } = sides[side];
    put(placer, `name-${side}`, side, margin, top - 2, 'start', side === 'yours' ? 'strong' : 'quiet');
    put(placer, `workers-${side}`, workers, margin, lanes[0]! + 4, 'start', 'faint');
    if (lanes.length > spec.workers) {
      put(placer, `over-${side}`, 'one too many', margin, lanes[spec.workers]! + 4, 'start', 'fail');
    } else if (spec.workers > MOST_LANES) {
      put(placer, `lanes-${side}`, `${MOST_LANES} drawn`, margin, lanes[1]! + 4, 'start', 'faint');
    }
    put(placer, `queue-${side}`, 'waiting', margin, queueY + 9, 'start', 'faint');
    put(placer, `depth-${side}`, 'depth', margin, zeroY - 6, 'start', 'faint');
    const { most } = parts.depths.find((depth) => depth.side === side)!;
    put(placer, `most-${side}`, String(most), plot.left - 8, fullY + 4, 'end', 'faint');
    put(placer, `none-${side}`, '0', plot.left - 8, zeroY + 4, 'end', 'faint');
  }
}

/** `2 waiting, bound 3` right of the squares, where there is room: the bound is always printed. */
function writeQueues(
  placer: LabelPlacer,
  { spec, parts, nowMs }: { spec: QueueLanesSceneSpec; parts: Parts; nowMs: number },
): void {
  for (const side of SIDES) {
    const { accepted, heldBack } = waitingAt(spec[side], nowMs);
    const { queueY } = parts.sides[side];
    const { plot, width, margin } = parts;
    const isOver = spec.bound !== undefined && accepted.length > spec.bound;
    const said = [
      `${accepted.length} waiting`,
      ...(spec.bound === undefined ? [] : [`bound ${formatInteger(spec.bound)}`]),
      ...(heldBack.length === 0 ? [] : [`${heldBack.length} held back`]),
    ].join(', ');
    const right = Math.max(
      plot.left,
      ...parts.squares.filter((square) => square.side === side).map(({ x }) => x + SQUARE),
      ...parts.boxes.filter((box) => box.side === side).map((box) => box.right),
    );
    const role = isOver ? 'fail' : accepted.length + heldBack.length > 0 ? 'ink' : 'quiet';
    const text = fitText(said, width - margin - plot.left);
    placer.put([
      { id: `count-${side}`, text, x: right + 10, y: queueY + 9, anchor: 'start', role },
      { id: `count-${side}`, text, x: width - margin, y: queueY + 39, anchor: 'end', role },
    ]);
    for (const square of parts.squares) {
      if (square.side !== side) continue;
      placer.reserve({ left: square.x, right: square.x + SQUARE, top: square.y, bottom: square.y + SQUARE });
    }
  }
}

function writeTicks(placer: LabelPlacer, spec: QueueLanesSceneSpec, parts: Parts): number[] {
  const { axisY, plot, margin, axis } = parts;
  put(placer, 'axis', 'virtual ms', margin, axisY + 18, 'start', 'faint');
  if (!axis.isLinear) put(placer, 'note', 'gaps not to scale', margin, axisY + 36, 'start', 'faint');
  const times = spec.steps.map(({ t }) => t);
  const even = axis.isLinear
    ? scaleLinear()
        .domain([times[0] ?? 0, times.at(-1) ?? 0])
        .ticks(Math.max(2, Math.floor((plot.right - plot.left) / 90)))
        .filter((t) => Number.isInteger(t))
    : times;
  const ticks: number[] = [];
  for (const t of new Set(even)) {
    const x = axis.xOf(t);
    const id = `tick-${t}`;
    put(placer, id, formatInteger(t), x, axisY + 18, 'middle', 'mono');
    if (placer.placed.some((label) => label.id === id)) ticks.push(x);
  }
  return ticks;
}
