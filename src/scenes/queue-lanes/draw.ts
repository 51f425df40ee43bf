import { select } from 'd3-selection';
import { drawLabels, type Group } from '../shared/marks';
import { SIDES } from './history';
import { SQUARE, type Bar, type QueueLanesLayout } from './geometry';
import { triangleX } from './write-labels';
import './queue-lanes.css';

/** From back to front. */
const LAYERS = [
  'hairlines',
  'axis',
  'closes',
  'playhead',
  'depths',
  'bars',
  'queues',
  'differences',
  'labels',
] as const;

interface Shape {
  readonly id: string;
  readonly d: string;
  readonly className: string;
}

/** Brings the group to the layout: each layer's shapes are joined by id, so that a step changes marks and makes few. */
export function drawQueueLanes(target: SVGGElement, layout: QueueLanesLayout): void {
  const layers = new Map<string, Group>();
  select(target)
    .selectAll<SVGGElement, string>(':scope > g')
    .data(LAYERS)
    .join('g')
    .attr('class', (name) => `scene-${name}`)
    .each(function keep(name) {
      layers.set(name, select(this) as unknown as Group);
    });
  const shapes: Readonly<Record<(typeof LAYERS)[number], readonly Shape[]>> = {
    hairlines: hairlines(layout),
    axis: axis(layout),
    closes: closes(layout),
    playhead: playhead(layout),
    depths: depths(layout),
    bars: layout.bars.flatMap(bar),
    queues: queues(layout),
    differences: differences(layout),
    labels: [],
  };
  for (const name of LAYERS) {
    const group = layers.get(name)!;
    if (name === 'labels') drawLabels(group, layout.labels);
    else drawShapes(group, shapes[name]);
  }
  drawNumber(layers.get('differences')!, layout);
}

function drawShapes(group: Group, shapes: readonly Shape[]): void {
  group
    .selectAll<SVGPathElement, Shape>(':scope > path')
    .data(shapes, ({ id }) => id)
    .join('path')
    .attr('class', ({ className }) => className)
    .attr('d', ({ d }) => d);
}

function hairlines({ sides, plot, margin, width }: QueueLanesLayout): Shape[] {
  const line = (id: string, d: string): Shape => ({ id, d, className: 'scene-hairline' });
  return [
    line('between', `M${margin} ${sides.yours.top - 20}H${width - margin}`),
    ...SIDES.flatMap((side) => [
      ...sides[side].lanes.map((y, index) => line(`${side}-${index}`, `M${plot.left} ${y}H${plot.right}`)),
      line(`${side}-zero`, `M${plot.left} ${sides[side].zeroY}H${plot.right}`),
    ]),
  ];
}

function axis({ plot, axisY, ticks, axis: { breaks } }: QueueLanesLayout): Shape[] {
  return [
    { id: 'line', d: `M${plot.left} ${axisY}H${plot.right}`, className: 'scene-axis-line' },
    ...ticks.map((x, index) => ({ id: `tick-${index}`, d: `M${x} ${axisY}v5`, className: 'scene-axis-line' })),
    ...breaks.map((x, index) => ({
      id: `break-${index}`,
      d: `M${x - 4} ${axisY + 4}l4 -8M${x} ${axisY + 4}l4 -8`,
      className: 'scene-axis-break',
    })),
  ];
}

function closes({ closes: marks, sides, axisY }: QueueLanesLayout): Shape[] {
  return marks.map(({ x, isAhead }, index) => ({
    id: String(index),
    d: `M${x} 6V${sides.reference.zeroY}M${x} ${sides.yours.top}V${axisY}`,
    className: `scene-stem${isAhead ? ' scene-stem-ahead' : ''}`,
  }));
}

function playhead({ playheadX, axisY }: QueueLanesLayout): Shape[] {
  if (playheadX === undefined) return [];
  return [
    { id: 'line', d: `M${playheadX} 4V${axisY}`, className: 'scene-playhead-line' },
    { id: 'tip', d: `M${playheadX - 5} 0H${playheadX + 5}L${playheadX} 7Z`, className: 'scene-playhead-tip' },
  ];
}

function depths({ depths: lines, plot }: QueueLanesLayout): Shape[] {
  return lines.flatMap(({ side, points, boundY }) => [
    ...(boundY === undefined
      ? []
      : [{ id: `${side}-bound`, d: `M${plot.left} ${boundY}H${plot.right}`, className: 'scene-limit' }]),
    {
      id: side,
      d: points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join(''),
      className: 'scene-queue-depth',
    },
  ]);
}

const HALF = 7;

/** The part that has run is filled; the rest is an outline. A failure ends in a ring with a cross, an answer in a tick. */
function bar({ id, side, left, done, right, y, isOpen, isOver, hasFailed }: Bar): Shape[] {
  const key = `${side}-${id}`;
  const tone = isOver ? ' scene-bar-over' : side === 'reference' ? ' scene-bar-reference' : '';
  const rest = `M${left} ${y - HALF}H${right}${isOpen ? `M${left} ${y + HALF}H${right}` : `V${y + HALF}H${left}`}`;
  const shapes: Shape[] = [{ id: `${key}-rest`, d: rest, className: `scene-bar-ahead${tone}` }];
  if (done > left) {
    shapes.push({ id: key, d: `M${left} ${y - HALF}H${done}V${y + HALF}H${left}Z`, className: `scene-bar${tone}` });
  }
  if (hasFailed) {
    shapes.push({ id: `${key}-failed`, d: ringWithCross(right, y), className: 'scene-bar-failed' });
  }
  return shapes;
}

function ringWithCross(x: number, y: number): string {
  const ring = `M${x + 5} ${y}a5 5 0 1 1 -10 0a5 5 0 1 1 10 0Z`;
  return `${ring}M${x - 2.4} ${y - 2.4}l4.8 4.8M${x + 2.4} ${y - 2.4}l-4.8 4.8`;
}

function queues({ squares, boxes }: QueueLanesLayout): Shape[] {
  return [
    ...boxes.map(({ side, left, right, y }) => ({
      id: `box-${side}`,
      d: `M${left} ${y}H${right}V${y + SQUARE + 8}H${left}Z`,
      className: 'scene-queue-box',
    })),
    ...squares.map(({ id, side, x, y, kind }) => ({
      id: `${side}-${id}`,
      d: `M${x} ${y}h${SQUARE}v${SQUARE}h-${SQUARE}Z`,
      className: `scene-square scene-square-${kind}`,
    })),
  ];
}

function differences({ divergence: mark, sides, plot }: QueueLanesLayout): Shape[] {
  if (mark === undefined) return [];
  const x = triangleX({ plot }, mark.x);
  const y = sides.yours.top + 1;
  const triangle = `M${x} ${y - 17.2}L${x + 10} ${y}H${x - 10}Z`;
  return [
    { id: 'line', d: `M${mark.x} ${mark.top}V${mark.bottom}`, className: 'scene-divergence' },
    { id: 'triangle', d: triangle, className: 'scene-triangle' },
  ];
}

function drawNumber(group: Group, { divergence: mark, sides, plot }: QueueLanesLayout): void {
  group
    .selectAll<SVGTextElement, string>('text')
    .data(mark === undefined ? [] : ['1'])
    .join('text')
    .attr('class', 'scene-triangle-number')
    .attr('x', mark === undefined ? 0 : triangleX({ plot }, mark.x))
    .attr('y', sides.yours.top - 3)
    .text((number) => number);
}
