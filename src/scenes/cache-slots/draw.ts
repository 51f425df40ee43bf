import { select } from 'd3-selection';
import { drawLabels, markPath, type Group } from '../shared/marks';
import { PLACE, SIDES, triangleX, type CacheSlotsLayout, type CallMark, type LifeBar, type LoadBar } from './geometry';
import './cache-slots.css';

/** From back to front. */
const LAYERS = ['hairlines', 'axis', 'playhead', 'loads', 'lives', 'calls', 'places', 'differences', 'labels'] as const;

interface Shape {
  readonly id: string;
  readonly d: string;
  readonly className: string;
  /** Where 0,0 of the path stands. */
  readonly at?: readonly [x: number, y: number];
}

/** Brings the group to the layout: each layer's shapes are joined by id, so that a step changes marks and makes few. */
export function drawCacheSlots(target: SVGGElement, layout: CacheSlotsLayout): void {
  const shapes: Readonly<Record<(typeof LAYERS)[number], readonly Shape[]>> = {
    hairlines: hairlines(layout),
    axis: axis(layout),
    playhead: playhead(layout),
    loads: layout.loads.flatMap(loadBar),
    lives: layout.lives.flatMap(lifeBar),
    calls: layout.calls.flatMap(callMark),
    places: places(layout),
    differences: differences(layout),
    labels: [],
  };
  select(target)
    .selectAll<SVGGElement, (typeof LAYERS)[number]>(':scope > g')
    .data(LAYERS)
    .join('g')
    .attr('class', (name) => `scene-${name}`)
    .each(function bring(name) {
      const group = select(this) as unknown as Group;
      if (name === 'labels') drawLabels(group, layout.labels);
      else drawShapes(group, shapes[name]);
      if (name === 'differences') drawNumber(group, layout);
    });
}

function drawShapes(group: Group, shapes: readonly Shape[]): void {
  group
    .selectAll<SVGPathElement, Shape>(':scope > path')
    .data(shapes, ({ id }) => id)
    .join('path')
    .attr('class', ({ className }) => className)
    .attr('transform', ({ at }) => (at === undefined ? null : `translate(${at[0]},${at[1]})`))
    .attr('d', ({ d }) => d);
}

function hairlines({ sides, plot, margin, width }: CacheSlotsLayout): Shape[] {
  const line = (id: string, d: string): Shape => ({ id, d, className: 'scene-hairline' });
  return [
    line('between', `M${margin} ${sides.yours.top - 14}H${width - margin}`),
    ...SIDES.flatMap((side) =>
      sides[side].lanes.map((y, index) => line(`${side}-${index}`, `M${plot.left} ${y}H${plot.right}`)),
    ),
  ];
}

function axis({ plot, axisY, ticks }: CacheSlotsLayout): Shape[] {
  return [
    { id: 'line', d: `M${plot.left} ${axisY}H${plot.right}`, className: 'scene-axis-line' },
    ...ticks.map((x, index) => ({ id: `tick-${index}`, d: `M${x} ${axisY}v5`, className: 'scene-axis-line' })),
  ];
}

function playhead({ playheadX, axisY }: CacheSlotsLayout): Shape[] {
  if (playheadX === undefined) return [];
  return [
    { id: 'line', d: `M${playheadX} 4V${axisY}`, className: 'scene-playhead-line' },
    { id: 'tip', d: `M${playheadX - 5} 0H${playheadX + 5}L${playheadX} 7Z`, className: 'scene-playhead-tip' },
  ];
}

/** A load is a dashed outline; one that failed ends in a cross. */
function loadBar({ id, left, right, y, isOpen, hasFailed }: LoadBar): Shape[] {
  const outline = `M${left} ${y - 4}H${right}${isOpen ? `M${left} ${y + 4}H${right}M${left} ${y - 4}V${y + 4}` : `V${y + 4}H${left}Z`}`;
  const cross = `M${right - 3} ${y - 3}l6 6M${right + 3} ${y - 3}l-6 6`;
  return [
    { id, d: outline, className: 'scene-cache-load' },
    ...(hasFailed ? [{ id: `${id}-failed`, d: cross, className: 'scene-cache-cross' }] : []),
  ];
}

const HALF = 5;

/** Fresh is filled, stale hatched; both between brackets, of which the right one stands where it has ended. */
function lifeBar({ id, side, left, staleFrom, right, y, end }: LifeBar): Shape[] {
  const tone = side === 'reference' ? ' scene-cache-reference' : '';
  const box = (from: number, to: number): string => `M${from} ${y - HALF}H${to}V${y + HALF}H${from}Z`;
  const hatch: string[] = [];
  for (let x = staleFrom + 2; x + 4 < right; x += 5) hatch.push(`M${x} ${y + HALF}L${x + 4} ${y - HALF}`);
  const bracket = (x: number, inwards: number): string =>
    `M${x + inwards} ${y - HALF - 2}H${x}V${y + HALF + 2}H${x + inwards}`;
  const shapes: Shape[] = [
    { id: `${id}-fresh`, d: box(left, Math.max(left + 1, staleFrom)), className: `scene-cache-life${tone}` },
    { id: `${id}-left`, d: bracket(left, 3), className: 'scene-cache-bracket' },
  ];
  if (staleFrom < right) {
    shapes.push({ id: `${id}-stale`, d: box(staleFrom, right), className: 'scene-cache-stale' });
    shapes.push({ id: `${id}-hatch`, d: hatch.join(''), className: 'scene-cache-hatch' });
  }
  if (end === 'evicted' || end === 'deleted') {
    const cross = `M${right - 4} ${y - 4}l8 8M${right + 4} ${y - 4}l-8 8`;
    shapes.push({ id: `${id}-out`, d: cross, className: 'scene-cache-cross' });
  } else if (end === 'expired') {
    shapes.push({ id: `${id}-right`, d: bracket(right, -3), className: 'scene-cache-bracket' });
  }
  return shapes;
}

/** A filled dot found a value, an empty ring nothing; a square sets, a cross deletes; an error is a ring with a cross. */
function callMark({ id, x, y, waitsTo, op, kind }: CallMark): Shape[] {
  const shapes: Shape[] = [];
  if (waitsTo > x) shapes.push({ id: `${id}-wait`, d: `M${x} ${y}H${waitsTo}`, className: 'scene-cache-wait' });
  shapes.push({ id, d: pathOf(op, kind), at: [kind === 'waits' ? x : waitsTo, y], className: classOf(op, kind) });
  if (waitsTo > x && kind !== 'waits') {
    shapes.push({ id: `${id}-asked`, d: markPath('ahead'), at: [x, y], className: 'scene-cache-asked' });
  }
  return shapes;
}

function pathOf(op: CallMark['op'], kind: CallMark['kind']): string {
  if (kind === 'ahead') return markPath('ahead');
  if (op === 'set') return 'M-4.5 -4.5H4.5V4.5H-4.5Z';
  if (op === 'delete') return 'M-4 -4L4 4M4 -4L-4 4';
  if (kind === 'value' || kind === 'nothing') return markPath('admit');
  return kind === 'error' ? markPath('reject') : markPath('none');
}

function classOf(op: CallMark['op'], kind: CallMark['kind']): string {
  if (kind === 'ahead') return 'scene-cache-ahead';
  return op === 'get' ? `scene-cache-get scene-cache-${kind}` : `scene-cache-${op}`;
}

function places({ places: all, nextOut }: CacheSlotsLayout): Shape[] {
  return [
    ...all.map(({ id, x, y, key }) => ({
      id,
      d: `M${x} ${y}h${PLACE.width}v${PLACE.height}h-${PLACE.width}Z`,
      className: `scene-cache-place${key === undefined ? ' scene-cache-free' : ''}`,
    })),
    ...(nextOut === undefined
      ? []
      : [
          {
            id: 'next-out',
            d: `M${nextOut.left} ${nextOut.y - 4}V${nextOut.y}H${nextOut.right}V${nextOut.y - 4}`,
            className: 'scene-cache-next',
          },
        ]),
  ];
}

function differences({ divergence: mark, sides, plot }: CacheSlotsLayout): Shape[] {
  if (mark === undefined) return [];
  const x = triangleX({ plot }, mark.x);
  const y = sides.yours.top + 1;
  return [
    { id: 'line', d: `M${mark.x} ${mark.top}V${mark.bottom}`, className: 'scene-divergence' },
    { id: 'triangle', d: `M${x} ${y - 17.2}L${x + 10} ${y}H${x - 10}Z`, className: 'scene-triangle' },
  ];
}

function drawNumber(group: Group, { divergence: mark, sides, plot }: CacheSlotsLayout): void {
  group
    .selectAll<SVGTextElement, string>('text')
    .data(mark === undefined ? [] : ['1'])
    .join('text')
    .attr('class', 'scene-triangle-number')
    .attr('x', mark === undefined ? 0 : triangleX({ plot }, mark.x))
    .attr('y', sides.yours.top - 3)
    .text((number) => number);
}
