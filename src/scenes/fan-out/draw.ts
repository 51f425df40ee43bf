import { select } from 'd3-selection';
import { drawLabels, markPath, type Group } from '../shared/marks';
import { SQUARE, triangleX, type FanOutLayout } from './layout';
import './fan-out.css';

/** From back to front. */
const LAYERS = ['lanes', 'playhead', 'branches', 'nodes', 'squares', 'dots', 'difference', 'labels'] as const;

/** Branches share a trunk; what is usual lies over what is not, so that each shows where it is alone. */
const DEPTH = ['dead', 'slow', 'live'] as const;

interface Shape {
  readonly id: string;
  readonly d: string;
  readonly className: string;
}

/** Brings the group to the layout: each layer's shapes are joined by id, so that a step changes marks and makes few. */
export function drawFanOut(target: SVGGElement, layout: FanOutLayout): void {
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
    lanes: layout.lanes.map(({ id, left, right, y }) => shape(id, `M${left} ${y}H${right}`, 'scene-hairline')),
    playhead: playhead(layout),
    branches: DEPTH.flatMap((kind) => layout.branches.filter((one) => one.kind === kind)).flatMap(branch),
    nodes: nodes(layout),
    squares: layout.squares.map(({ id, x, y }) =>
      shape(id, `M${x} ${y}h${SQUARE}v${SQUARE}h-${SQUARE}Z`, 'scene-fan-square'),
    ),
    dots: layout.dots.map(({ id, x, y, kind }) =>
      shape(id, at(markPath(kind === 'ahead' ? 'ahead' : 'admit'), x, y), `scene-fan-dot scene-fan-dot-${kind}`),
    ),
    difference: difference(layout),
    labels: [],
  };
  for (const name of LAYERS) {
    const group = layers.get(name)!;
    if (name === 'labels') drawLabels(group, layout.labels);
    else drawShapes(group, shapes[name]);
  }
  drawNumber(layers.get('difference')!, layout);
}

function shape(id: string, d: string, className: string): Shape {
  return { id, d, className };
}

/** A dot's outline, as the mark of its kind has it, moved to where it stands. */
function at(path: string, x: number, y: number): string {
  const radius = Number(/^M([\d.]+)/.exec(path)?.[1] ?? 5);
  return `M${x + radius} ${y}a${radius} ${radius} 0 1 1 ${-2 * radius} 0a${radius} ${radius} 0 1 1 ${2 * radius} 0Z`;
}

function drawShapes(group: Group, shapes: readonly Shape[]): void {
  group
    .selectAll<SVGPathElement, Shape>(':scope > path')
    .data(shapes, ({ id }) => id)
    .join('path')
    .attr('class', ({ className }) => className)
    .attr('d', ({ d }) => d);
}

function playhead({ playhead: mark }: FanOutLayout): Shape[] {
  if (mark === undefined) return [];
  const { x, top, bottom } = mark;
  return [
    shape('line', `M${x} ${top}V${bottom}`, 'scene-playhead-line'),
    shape('tip', `M${x - 5} ${top - 4}H${x + 5}L${x} ${top + 3}Z`, 'scene-playhead-tip'),
  ];
}

function branch({ id, points, kind }: FanOutLayout['branches'][number]): Shape[] {
  const [endX, endY] = points.at(-1)!;
  const line = points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('');
  return [
    shape(id, line, `scene-branch scene-branch-${kind}`),
    shape(`${id}-tip`, `M${endX} ${endY}l-7 -3.5v7Z`, 'scene-branch-tip'),
  ];
}

function nodes({ nodes: boxes, zigzags }: FanOutLayout): Shape[] {
  return [
    ...boxes.map(({ id, left, right, top, bottom, kind }) =>
      shape(id, `M${left} ${top}H${right}V${bottom}H${left}Z`, `scene-node scene-node-${kind}`),
    ),
    ...zigzags.map(({ id, x, y }) => shape(`zigzag-${id}`, `M${x} ${y}l-5 8l8 2l-5 8`, 'scene-zigzag')),
  ];
}

function difference({ divergence: mark, ...frame }: FanOutLayout): Shape[] {
  if (mark === undefined) return [];
  const x = triangleX(frame, mark.x);
  return [
    shape('line', `M${mark.x} ${mark.top}V${mark.bottom}`, 'scene-divergence'),
    shape('triangle', `M${x} ${mark.bottom}L${x + 10} ${mark.bottom + 17.2}H${x - 10}Z`, 'scene-triangle'),
  ];
}

function drawNumber(group: Group, { divergence: mark, ...frame }: FanOutLayout): void {
  group
    .selectAll<SVGTextElement, string>('text')
    .data(mark === undefined ? [] : ['1'])
    .join('text')
    .attr('class', 'scene-triangle-number')
    .attr('x', mark === undefined ? 0 : triangleX(frame, mark.x))
    .attr('y', mark === undefined ? 0 : mark.bottom + 14)
    .text((number) => number);
}
