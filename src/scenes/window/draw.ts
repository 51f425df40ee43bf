import { select } from 'd3-selection';
import { drawLabels, type Group, markCross, markPath, TRIANGLE_PATH } from '../shared/marks';
import type { DecisionMark, DimensionMark, DivergenceMark, OccupancyLine, StemMark, WindowLayout } from './layout';

/** From back to front. */
const LAYERS = [
  'tint',
  'hairlines',
  'axis',
  'stems',
  'playhead',
  'divergences',
  'lines',
  'marks',
  'dimension',
  'labels',
];

/**
 * Brings the group to the layout. Every mark is joined by the id of its request, so that a step touches the marks of
 * one page and none is made anew.
 */
export function drawWindow(target: SVGGElement, layout: WindowLayout): void {
  const layers = new Map<string, Group>();
  const groups = select(target)
    .selectAll<SVGGElement, string>(':scope > g')
    .data(LAYERS)
    .join('g')
    .attr('class', (name) => `scene-${name}`);
  groups.each(function keep(name) {
    layers.set(name, select(this) as unknown as Group);
  });
  const layer = (name: string): Group => layers.get(name)!;
  drawTint(layer('tint'), layout);
  drawHairlines(layer('hairlines'), layout);
  drawAxis(layer('axis'), layout);
  drawStems(layer('stems'), layout.stems);
  drawLines(layer('lines'), layout);
  drawPlayhead(layer('playhead'), layout);
  drawDivergences(layer('divergences'), layout.divergences);
  drawMarks(layer('marks'), layout.marks);
  drawDimension(layer('dimension'), layout);
  drawLabels(layer('labels'), layout.labels);
}

/** Brings a group's paths to the items given. */
function paths<Item>(
  group: Group,
  items: readonly Item[],
  options: { id: (item: Item) => string; className: (item: Item) => string; d: (item: Item) => string },
): void {
  group
    .selectAll<SVGPathElement, Item>(':scope > path')
    .data(items, options.id)
    .join('path')
    .attr('class', options.className)
    .attr('d', options.d);
}

function drawTint(group: Group, { dimension, geometry }: WindowLayout): void {
  group
    .selectAll<SVGRectElement, DimensionMark>('rect')
    .data(dimension === undefined ? [] : [dimension])
    .join('rect')
    .attr('class', 'scene-window')
    .attr('x', ({ left }) => left)
    .attr('width', ({ left, right }) => Math.max(0, right - left))
    .attr('y', geometry.dimensionY)
    .attr('height', geometry.axisY - geometry.dimensionY);
}

function drawHairlines(group: Group, { geometry }: WindowLayout): void {
  const { margin, width, axis, hairlines } = geometry;
  const lines = [
    ...hairlines.map((y) => `M${margin} ${y}H${width - margin}`),
    ...[geometry.reference, geometry.yours].flatMap(({ y, zeroY }) => [
      `M${axis.left} ${y}H${axis.right}`,
      `M${axis.left} ${zeroY}H${axis.right}`,
    ]),
  ];
  paths(group, lines, { id: (d) => d, className: () => 'scene-hairline', d: (d) => d });
}

function drawAxis(group: Group, { geometry, ticks, breaks }: WindowLayout): void {
  const { axis, axisY } = geometry;
  const marks = [
    { id: 'line', d: `M${axis.left} ${axisY}H${axis.right}`, className: 'scene-axis-line' },
    ...ticks.map((x, index) => ({ id: `tick-${index}`, d: `M${x} ${axisY}v5`, className: 'scene-axis-line' })),
    ...breaks.map((x, index) => ({
      id: `break-${index}`,
      d: `M${x - 4} ${axisY + 4}l4 -8M${x} ${axisY + 4}l4 -8`,
      className: 'scene-axis-break',
    })),
  ];
  paths(group, marks, { id: ({ id }) => id, className: (mark) => mark.className, d: ({ d }) => d });
}

function drawStems(group: Group, stems: readonly StemMark[]): void {
  paths(group, stems, {
    id: ({ id }) => id,
    className: ({ state }) => `scene-stem scene-stem-${state}`,
    d: ({ x, top, bottom, state }) => (state === 'other' ? `M${x} ${bottom - 5}V${bottom}` : `M${x} ${top}V${bottom}`),
  });
}

function drawLines(group: Group, { lines, geometry, playheadX }: WindowLayout): void {
  const { axis } = geometry;
  const marks = lines.flatMap((line: OccupancyLine) => [
    { id: `limit-${line.lane}`, d: `M${axis.left} ${line.limitY}H${axis.right}`, className: 'scene-limit' },
    {
      id: `held-${line.lane}`,
      d: `M${line.points.map((point) => point.join(' ')).join('L')}`,
      className: 'scene-held',
    },
    { id: `before-${line.lane}`, d: circle(playheadX!, line.before), className: 'scene-held-before' },
    { id: `after-${line.lane}`, d: circle(playheadX!, line.after), className: 'scene-held-after' },
  ]);
  paths(group, marks, { id: ({ id }) => id, className: (mark) => mark.className, d: ({ d }) => d });
}

function circle(x: number, y: number): string {
  return `M${x + 3} ${y}a3 3 0 1 1 -6 0a3 3 0 1 1 6 0Z`;
}

function drawPlayhead(group: Group, { geometry, playheadX }: WindowLayout): void {
  const top = geometry.dimensionY + 6;
  const { axisY } = geometry;
  const marks =
    playheadX === undefined
      ? []
      : [
          { id: 'line', d: `M${playheadX} ${top}V${axisY}`, className: 'scene-playhead-line' },
          { id: 'tip', d: `M${playheadX - 5} ${axisY}h10l-5 7z`, className: 'scene-playhead-tip' },
        ];
  paths(group, marks, { id: ({ id }) => id, className: (mark) => mark.className, d: ({ d }) => d });
}

function drawDivergences(group: Group, divergences: readonly DivergenceMark[]): void {
  const each = group
    .selectAll<SVGGElement, DivergenceMark>(':scope > g')
    .data(divergences, ({ id }) => id)
    .join((enter) => {
      const added = enter.append('g');
      added.append('path').attr('class', 'scene-divergence-gap');
      added.append('path').attr('class', 'scene-divergence');
      added.append('path').attr('class', 'scene-triangle').attr('d', TRIANGLE_PATH);
      added.append('text').attr('class', 'scene-triangle-number').attr('y', -2.5);
      return added;
    });
  const line = ({ x, top, bottom }: DivergenceMark): string => `M${x} ${top}V${bottom}`;
  each.select('.scene-divergence-gap').attr('d', line);
  each.select('.scene-divergence').attr('d', line);
  const move = ({ triangle }: DivergenceMark): string => `translate(${triangle?.x ?? 0},${triangle?.y ?? 0})`;
  const hide = ({ triangle }: DivergenceMark): string | null => (triangle === undefined ? 'none' : null);
  each.select('.scene-triangle').attr('transform', move).attr('display', hide);
  each
    .select('.scene-triangle-number')
    .attr('transform', move)
    .attr('display', hide)
    .text(({ number }) => number);
}

function drawMarks(group: Group, marks: readonly DecisionMark[]): void {
  const each = group
    .selectAll<SVGGElement, DecisionMark>(':scope > g')
    .data(marks, ({ id, lane }) => `${lane}-${id}`)
    .join((enter) => {
      const added = enter.append('g');
      added.append('circle').attr('class', 'scene-dispute').attr('r', 9);
      added.append('path').attr('class', 'scene-shape');
      added.append('path').attr('class', 'scene-cross');
      return added;
    })
    .attr('transform', ({ x, y }) => `translate(${x},${y})`)
    .attr('class', ({ kind, isExpired }) => `scene-mark scene-mark-${kind}${isExpired ? ' scene-mark-expired' : ''}`);
  each.select('.scene-dispute').attr('display', ({ isDisputed }) => (isDisputed ? null : 'none'));
  each.select('.scene-shape').attr('d', ({ kind }) => markPath(kind));
  each.select('.scene-cross').attr('d', ({ kind }) => markCross(kind));
}

function drawDimension(group: Group, { dimension, geometry }: WindowLayout): void {
  const y = geometry.dimensionY;
  const marks =
    dimension === undefined
      ? []
      : [
          { id: 'line', d: `M${dimension.left} ${y}H${dimension.right}`, className: 'scene-dimension-line' },
          ...(['from', 'to'] as const).flatMap((side) => endMarks(side, dimension, y)),
        ];
  paths(group, marks, { id: ({ id }) => id, className: (mark) => mark.className, d: ({ d }) => d });
}

/** Ring: excluded. Dot: included. Both on an end tick. An edge off the page is an arrow. */
function endMarks(side: 'from' | 'to', dimension: DimensionMark, y: number) {
  const x = side === 'from' ? dimension.left : dimension.right;
  const end = dimension[side];
  if (end === 'beyond') {
    const away = side === 'from' ? 6 : -6;
    return [
      {
        id: `arrow-${side}`,
        d: `M${x + away} ${y - 4}L${x} ${y}L${x + away} ${y + 4}`,
        className: 'scene-dimension-line',
      },
    ];
  }
  const ring = `M${x + 3.6} ${y}a3.6 3.6 0 1 1 -7.2 0a3.6 3.6 0 1 1 7.2 0Z`;
  return [
    { id: `tick-${side}`, d: `M${x} ${y - 6}V${y + 6}`, className: 'scene-dimension-line' },
    { id: `ring-${side}`, d: ring, className: `scene-edge-${end}` },
  ];
}
