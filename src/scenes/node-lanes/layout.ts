import { formatInteger, LabelPlacer, textWidth, fitText, type Label } from '../shared/labels';
import type { NodeLanesSceneSpec } from '../types';

/** A lease as a bar. A side that lies beyond the drawing has no bracket. */
export interface LeaseBar {
  readonly id: string;
  readonly side: 'reference' | 'yours';
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly height: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** The part of it that overlaps what it must not. */
  readonly hatched?: { readonly left: number; readonly right: number };
}

export interface MessageLine {
  readonly id: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly isLost: boolean;
}

export interface FaultMark {
  readonly id: string;
  readonly kind: 'down' | 'paused';
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly ends: boolean;
}

export interface EventMark {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly kind: 'step' | 'leads' | 'follows';
  readonly isCurrent: boolean;
  readonly isDifference: boolean;
}

export interface OverlapMark {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly dimensionY: number;
}

/** Everything that is drawn at one step, in pixels. */
export interface NodeLanesLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly plot: { readonly left: number; readonly right: number };
  readonly ticks: readonly number[];
  readonly top: number;
  readonly bottom: number;
  readonly hairlines: readonly number[];
  readonly lanes: readonly { readonly id: string; readonly y: number; readonly side: 'reference' | 'yours' }[];
  readonly bars: readonly LeaseBar[];
  readonly messages: readonly MessageLine[];
  readonly faults: readonly FaultMark[];
  readonly events: readonly EventMark[];
  readonly overlap?: OverlapMark;
  readonly triangle?: { readonly x: number; readonly y: number };
  readonly playheadX?: number;
  readonly labels: readonly Label[];
}

const MIN_WIDTH = 300;
const MAX_WIDTH = 960;
const REFERENCE_PITCH = 22;
const PITCH = 66;
const BAR = 16;
/** From the top of a lane's bar to its line. */
/** More messages than this in view are named only where it matters. */
const MOST_NAMED = 10;
const ABOVE = 30;

/** Places a run of nodes: time to scale, the reference's leases above, yours with all that travelled below. */
export function layoutNodeLanes(
  spec: NodeLanesSceneSpec,
  size: { readonly width: number },
  step: number,
): NodeLanesLayout {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, size.width)));
  const isNarrow = width < 440;
  const margin = isNarrow ? 8 : 14;
  const names = [...spec.nodes, spec.store].map((name) => fitText(name === '' ? '""' : name, isNarrow ? 56 : 76));
  const left = margin + Math.max(textWidth('reference') + 8, ...names.map((name) => textWidth(name) + 12));
  const plot = { left, right: width - margin - 4 };
  const xOf = (t: number): number => {
    const share = (t - spec.fromMs) / (spec.toMs - spec.fromMs);
    return plot.left + Math.min(1, Math.max(0, share)) * (plot.right - plot.left);
  };

  const top = 30;
  const referenceTop = top + 26;
  const hairY = referenceTop + spec.nodes.length * REFERENCE_PITCH;
  const yoursTop = hairY + 26;
  const lanes = [
    ...spec.nodes.map((id, index) => ({
      id,
      y: referenceTop + index * REFERENCE_PITCH + 8,
      side: 'reference' as const,
    })),
    ...[...spec.nodes, spec.store].map((id, index) => ({
      id,
      y: yoursTop + ABOVE + index * PITCH,
      side: 'yours' as const,
    })),
  ];
  const yOf = (id: string, side: 'reference' | 'yours'): number =>
    lanes.find((lane) => lane.id === id && lane.side === side)?.y ?? yoursTop;
  const bottom = yOf(spec.store, 'yours') + 14;
  const height = bottom + (spec.overlap === undefined ? 10 : 38);

  const ticks = ticksOf(spec.fromMs, spec.toMs, (plot.right - plot.left) / 74);
  const placer = new LabelPlacer({ left: 2, right: width - 2, top: 0, bottom: height });
  const put = (label: Omit<Label, 'anchor' | 'role'> & Partial<Label>, ...more: readonly Partial<Label>[]): void => {
    const first: Label = { anchor: 'start', role: 'quiet', ...label };
    placer.put([first, ...more.map((other) => ({ ...first, ...other }))]);
  };

  // What says most has its place first.
  const failing = spec.firstDifference === undefined ? undefined : spec.events[spec.firstDifference];
  const overlap = spec.overlap && overlapOf(spec, yOf, xOf, bottom);
  if (overlap !== undefined && spec.overlap !== undefined) {
    const text = fitText(spec.overlap.text, width - 2 * margin);
    const middle = (overlap.left + overlap.right) / 2;
    const half = textWidth(text) / 2;
    const x = Math.min(width - margin - half, Math.max(margin + half, middle));
    put({ id: 'overlap', text, x, y: overlap.dimensionY + 18, anchor: 'middle', role: 'fail' });
  }
  put({ id: 'unit', text: isNarrow ? 'ms' : 'virtual ms', x: margin, y: 16, role: 'faint' });
  for (const t of ticks)
    put({ id: `tick-${t}`, text: formatInteger(t), x: xOf(t), y: 16, anchor: 'middle', role: 'faint' });
  put({ id: 'reference', text: 'reference', x: margin, y: top + 13, role: 'quiet' });
  put({ id: 'yours', text: 'yours', x: margin, y: hairY + 16, role: 'strong' });
  for (const { id, y, side } of lanes) {
    const text = fitText(id === '' ? '""' : id, isNarrow ? 56 : 76);
    put({
      id: `lane-${side}-${id}`,
      text,
      x: left - 8,
      y: y + 4,
      anchor: 'end',
      role: side === 'yours' ? 'ink' : 'faint',
    });
  }

  const events = spec.events.map(({ node, t, kind }, index): EventMark => {
    const isDifference = index === spec.firstDifference;
    return { id: `event-${index}`, x: xOf(t), y: yOf(node, 'yours'), kind, isCurrent: index === step, isDifference };
  });
  for (const { x, y } of events) placer.reserve({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 });
  const triangle = failing === undefined ? undefined : { x: xOf(failing.t), y: yOf(failing.node, 'yours') - ABOVE - 3 };
  if (triangle !== undefined)
    placer.reserve({ left: triangle.x - 10, right: triangle.x + 10, top: triangle.y - 18, bottom: triangle.y });

  const bars = (['reference', 'yours'] as const).flatMap((side) =>
    (side === 'reference' ? spec.reference : spec.leases)
      .filter(({ fromMs, untilMs }) => untilMs > spec.fromMs && fromMs < spec.toMs)
      .map((lease): LeaseBar => {
        const laneY = yOf(lease.node, side);
        const barTop = side === 'reference' ? laneY - 8 : laneY - ABOVE;
        const bar = { left: xOf(lease.fromMs), right: Math.max(xOf(lease.fromMs) + 3, xOf(lease.untilMs)) };
        const text = fitText(lease.text, bar.right - bar.left - 12);
        if (text.length > 2 && text.length * 2 >= lease.text.length) {
          put({
            id: `bar-${side}-${lease.id}`,
            text,
            x: bar.left + 7,
            y: barTop + 12,
            role: side === 'yours' ? 'ink' : 'quiet',
          });
        }
        const hatched = side === 'yours' ? overlapped(bar, spec, lease.node, xOf) : undefined;
        return {
          id: `${side}-${lease.id}`,
          side,
          ...bar,
          top: barTop,
          height: BAR,
          opens: lease.fromMs >= spec.fromMs,
          closes: lease.untilMs <= spec.toMs,
          ...(hatched === undefined ? {} : { hatched }),
        };
      }),
  );

  const faults = spec.faults
    .filter(({ fromMs, untilMs = Infinity }) => untilMs > spec.fromMs && fromMs < spec.toMs)
    .map(({ id, node, kind, fromMs, untilMs }): FaultMark => {
      const mark = {
        left: xOf(fromMs),
        right: untilMs === undefined ? plot.right : xOf(untilMs),
        y: yOf(node, 'yours'),
      };
      const text = kind === 'down' ? 'down' : 'stands still';
      put({ id: `fault-${id}`, text, x: (mark.left + mark.right) / 2, y: mark.y + 17, anchor: 'middle', role: 'ink' });
      return { id, kind, ...mark, ends: untilMs !== undefined && untilMs <= spec.toMs };
    });

  const at = spec.steps[step];
  const inView = spec.messages.filter(({ fromMs, toMs }) => toMs >= spec.fromMs && fromMs <= spec.toMs);
  // Where many run side by side, names say something only of those that are lost, and of those at the playhead.
  const isTold = ({ isLost, fromMs, toMs }: (typeof inView)[number]): boolean =>
    inView.length <= MOST_NAMED || isLost || (at !== undefined && fromMs <= at.t && at.t <= toMs);
  const messages = inView.map((message): MessageLine => {
    const { id, from, to, fromMs, toMs, isLost, text } = message;
    const [y1, y2] = [yOf(from, 'yours'), yOf(to, 'yours')];
    const share = isLost ? 0.45 : 1;
    const line = { x1: xOf(fromMs), y1, x2: xOf(toMs), y2: y1 + (y2 - y1) * share };
    // A name beside the line, where there is room for it.
    const [mx, my] = [(line.x1 + line.x2) / 2, (line.y1 + line.y2) / 2 + 4];
    const beside: readonly Partial<Label>[] = [
      { x: mx - 6, y: my, anchor: 'end' },
      { x: mx + 6, y: my + 13 },
      { x: mx - 6, y: my + 13, anchor: 'end' },
    ];
    if (isTold(message))
      put({ id: `message-${id}`, text: isLost ? `${text}, lost` : text, x: mx + 6, y: my, role: 'quiet' }, ...beside);
    return { id, ...line, isLost };
  });

  return {
    width,
    height,
    margin,
    plot,
    ticks: ticks.map(xOf),
    top,
    bottom,
    hairlines: [top, hairY],
    lanes,
    bars,
    messages,
    faults,
    events,
    ...(overlap === undefined ? {} : { overlap }),
    ...(triangle === undefined ? {} : { triangle }),
    ...(at === undefined ? {} : { playheadX: xOf(at.t) }),
    labels: placer.placed,
  };
}

function overlapOf(
  { overlap, nodes }: NodeLanesSceneSpec,
  yOf: (id: string, side: 'yours') => number,
  xOf: (t: number) => number,
  bottom: number,
): OverlapMark | undefined {
  if (overlap === undefined) return undefined;
  const ys = (overlap.nodes.length > 0 ? overlap.nodes : nodes).map((id) => yOf(id, 'yours'));
  const left = xOf(overlap.fromMs);
  const right = Math.max(left + 3, xOf(overlap.untilMs));
  return { left, right, top: Math.min(...ys) - ABOVE, bottom: Math.max(...ys) + 8, dimensionY: bottom + 6 };
}

function overlapped(
  bar: { readonly left: number; readonly right: number },
  { overlap }: NodeLanesSceneSpec,
  node: string,
  xOf: (t: number) => number,
): LeaseBar['hatched'] {
  if (overlap === undefined || !overlap.nodes.includes(node)) return undefined;
  const left = Math.max(bar.left, xOf(overlap.fromMs));
  const right = Math.min(bar.right, xOf(overlap.untilMs));
  return right > left ? { left, right } : undefined;
}

/** Round instants in a stretch of time, at most so many: steps of 1, 2 or 5 times a power of ten. */
function ticksOf(fromMs: number, toMs: number, most: number): readonly number[] {
  const rough = (toMs - fromMs) / Math.max(2, most);
  const power = 10 ** Math.floor(Math.log10(Math.max(1, rough)));
  const every = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const ticks: number[] = [];
  for (let t = Math.ceil(fromMs / every) * every; t <= toMs; t += every) ticks.push(t);
  return ticks;
}
