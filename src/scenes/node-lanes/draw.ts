import { select } from 'd3-selection';
import { drawLabels, TRIANGLE_PATH, type Group } from '../shared/marks';
import type { FaultMark, LeaseBar, MessageLine, NodeLanesLayout } from './layout';
import './node-lanes.css';

/** From back to front. */
const LAYERS = [
  'overlap',
  'lanes',
  'bars',
  'messages',
  'faults',
  'playhead',
  'events',
  'difference',
  'labels',
] as const;

interface Stroke {
  readonly id: string;
  readonly className: string;
  readonly d: string;
}

/** Brings the group to the layout; every mark is joined by its id, so that a step moves few of them. */
export function drawNodeLanes(target: SVGGElement, layout: NodeLanesLayout): void {
  const layers = new Map<string, Group>();
  select(target)
    .selectAll<SVGGElement, string>(':scope > g')
    .data(LAYERS)
    .join('g')
    .attr('class', (name) => `scene-${name}-layer`)
    .each(function keep(name) {
      layers.set(name, select(this) as unknown as Group);
    });
  const strokes: Readonly<Record<string, readonly Stroke[]>> = {
    overlap: overlapStrokes(layout),
    lanes: laneStrokes(layout),
    bars: layout.bars.flatMap(barStrokes),
    messages: layout.messages.flatMap(messageStrokes),
    faults: layout.faults.flatMap(faultStrokes),
    playhead: playheadStrokes(layout),
    events: layout.events.map(({ id, x, y, kind, isCurrent, isDifference }) => ({
      id,
      className: `scene-event scene-event-${kind}${isDifference ? ' scene-event-difference' : ''}${isCurrent ? ' scene-event-current' : ''}`,
      d: circle(x, y, isCurrent ? 5.5 : kind === 'step' ? 3 : 4),
    })),
    difference: [],
  };
  for (const [name, marks] of Object.entries(strokes)) paths(layers.get(name)!, marks);
  drawTriangle(layers.get('difference')!, layout);
  drawLabels(layers.get('labels')!, layout.labels);
}

function paths(group: Group, marks: readonly Stroke[]): void {
  group
    .selectAll<SVGPathElement, Stroke>(':scope > path')
    .data(marks, ({ id }) => id)
    .join('path')
    .attr('class', ({ className }) => className)
    .attr('d', ({ d }) => d);
}

function circle(x: number, y: number, r: number): string {
  return `M${x + r} ${y}a${r} ${r} 0 1 1 ${-2 * r} 0a${r} ${r} 0 1 1 ${2 * r} 0Z`;
}

function box(left: number, right: number, top: number, bottom: number): string {
  return `M${left} ${top}H${right}V${bottom}H${left}Z`;
}

/** Lines at 45° inside a box: what is hatched is told without a colour. */
function hatch(left: number, right: number, top: number, bottom: number): string {
  const height = bottom - top;
  let d = '';
  for (let x = left - height + 4; x < right; x += 6) {
    const from = Math.max(left, x);
    const to = Math.min(right, x + height);
    if (to > from) d += `M${from} ${bottom - (from - x)}L${to} ${bottom - (to - x)}`;
  }
  return d;
}

function overlapStrokes({ overlap }: NodeLanesLayout): readonly Stroke[] {
  if (overlap === undefined) return [];
  const { left, right, top, bottom, dimensionY: y } = overlap;
  return [
    { id: 'tint', className: 'scene-overlap', d: box(left, right, top, Math.max(bottom, y - 2)) },
    { id: 'sides', className: 'scene-overlap-line', d: `M${left} ${top}V${y - 2}M${right} ${top}V${y - 2}` },
    {
      id: 'dimension',
      className: 'scene-overlap-line',
      d: `M${left} ${y}H${right}M${left} ${y - 4}v8M${right} ${y - 4}v8`,
    },
  ];
}

function laneStrokes({
  lanes,
  plot,
  hairlines,
  margin,
  width,
  ticks,
  top,
  bottom,
}: NodeLanesLayout): readonly Stroke[] {
  return [
    ...ticks.map((x, index) => ({ id: `tick-${index}`, className: 'scene-hairline', d: `M${x} ${top - 8}V${bottom}` })),
    ...hairlines.map((y, index) => ({
      id: `hair-${index}`,
      className: 'scene-hairline',
      d: `M${margin} ${y}H${width - margin}`,
    })),
    ...lanes.map(({ id, y, side }) => ({
      id: `lane-${side}-${id}`,
      className: `scene-lane scene-lane-${side}`,
      d: `M${plot.left} ${y}H${plot.right}`,
    })),
  ];
}

function barStrokes({ id, side, left, right, top, height, opens, closes, hatched }: LeaseBar): readonly Stroke[] {
  const bottom = top + height;
  const of = side === 'reference' ? ' scene-lease-reference' : '';
  const opening = opens ? `M${left + 5} ${top}H${left}V${bottom}h5` : '';
  const closing = closes ? `M${right - 5} ${top}H${right}V${bottom}h-5` : '';
  return [
    { id: `${id}-fill`, className: `scene-lease${of}`, d: box(left, right, top, bottom) },
    ...(hatched === undefined
      ? []
      : [{ id: `${id}-hatch`, className: 'scene-lease-hatch', d: hatch(hatched.left, hatched.right, top, bottom) }]),
    { id: `${id}-bracket`, className: `scene-lease-bracket${of}`, d: `${opening}${closing}` },
  ];
}

function messageStrokes({ id, x1, y1, x2, y2, isLost }: MessageLine): readonly Stroke[] {
  const line = { id, className: `scene-message${isLost ? ' scene-message-lost' : ''}`, d: `M${x1} ${y1}L${x2} ${y2}` };
  if (isLost) {
    const d = `M${x2 - 4} ${y2 - 4}l8 8M${x2 + 4} ${y2 - 4}l-8 8`;
    return [line, { id: `${id}-cross`, className: 'scene-message-cross', d }];
  }
  const length = Math.max(1, Math.hypot(x2 - x1, y2 - y1));
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [bx, by] = [x2 - ux * 9, y2 - uy * 9];
  const d = `M${x2 - ux * 2} ${y2 - uy * 2}L${bx - uy * 3} ${by + ux * 3}L${bx + uy * 3} ${by - ux * 3}Z`;
  return [line, { id: `${id}-head`, className: 'scene-message-head', d }];
}

function faultStrokes({ id, kind, left, right, y, ends }: FaultMark): readonly Stroke[] {
  const gap = { id: `${id}-gap`, className: 'scene-fault-gap', d: `M${left} ${y}H${right}` };
  if (kind === 'paused') {
    return [
      gap,
      { id: `${id}-hatch`, className: 'scene-fault-hatch', d: hatch(left, right, y - 5, y + 5) },
      {
        id: `${id}-ends`,
        className: 'scene-fault-mark',
        d: `M${left} ${y - 6}v12${ends ? `M${right} ${y - 6}v12` : ''}`,
      },
    ];
  }
  const zigzag = `M${left - 3} ${y - 10}l6 7l-7 5l6 8`;
  return [
    gap,
    { id: `${id}-line`, className: 'scene-fault-line', d: `M${left} ${y}H${right}` },
    { id: `${id}-ends`, className: 'scene-fault-mark', d: `${zigzag}${ends ? `M${right} ${y - 8}v16` : ''}` },
  ];
}

function playheadStrokes({ playheadX: x, top, bottom }: NodeLanesLayout): readonly Stroke[] {
  if (x === undefined) return [];
  return [
    { id: 'line', className: 'scene-playhead-line', d: `M${x} ${top - 2}V${bottom}` },
    { id: 'tip', className: 'scene-playhead-tip', d: `M${x - 5} ${top - 9}h10l-5 7z` },
  ];
}

function drawTriangle(group: Group, { triangle }: NodeLanesLayout): void {
  const each = group
    .selectAll<SVGGElement, { readonly x: number; readonly y: number }>(':scope > g')
    .data(triangle === undefined ? [] : [triangle])
    .join((enter) => {
      const added = enter.append('g');
      added.append('path').attr('class', 'scene-triangle').attr('d', TRIANGLE_PATH);
      added.append('text').attr('class', 'scene-triangle-number').attr('y', -2.5).text('1');
      return added;
    });
  each.attr('transform', ({ x, y }) => `translate(${x},${y})`);
}
