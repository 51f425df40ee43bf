import { scaleLinear } from 'd3-scale';
import type { WindowRequest } from '../types';
import { fitText, formatInteger, type Label, LabelPlacer, textWidth } from '../shared/labels';
import { type Page, placeOf } from './columns';
import { heldOf, type Lane } from './occupancy';
import { TRIANGLE } from './geometry';
import type { Frame, WindowLayout } from './layout';

type Parts = Omit<WindowLayout, 'labels' | 'ticks'>;
type Moment = { readonly frame: Frame; readonly parts: Parts; readonly page: Page; readonly at: number };

/**
 * Every text of the drawing and the axis's ticks. Names and the playhead's own words come first, so that they always
 * have their place; what does not fit after them is left out.
 */
export function writeLabels(options: {
  readonly frame: Frame;
  readonly parts: Parts;
  readonly page?: Page;
  readonly at?: number;
}): { readonly labels: readonly Label[]; readonly ticks: readonly number[] } {
  const { frame, parts, page, at } = options;
  const placer = new LabelPlacer({ left: 0, right: frame.geometry.width, top: 0, bottom: frame.geometry.height });
  writeNames(placer, { frame, parts, page, at });
  if (page === undefined || at === undefined) return { labels: placer.placed, ticks: [] };
  const moment = { frame, parts, page, at };
  reserveMarks(placer, parts);
  writeDimension(placer, moment);
  writeVerdicts(placer, moment);
  writeDisputes(placer, moment);
  writeStems(placer, moment);
  return { ticks: writeTicks(placer, moment), labels: placer.placed };
}

function writeNames(
  placer: LabelPlacer,
  { frame, parts, page, at }: { frame: Frame; parts: Parts; page: Page | undefined; at: number | undefined },
): void {
  const { geometry, spec, offsetMs } = frame;
  const name = (id: string, text: string, y: number, role: Label['role']): void => {
    placer.put([{ id: `name-${id}`, text, x: geometry.margin, y, anchor: 'start', role }]);
  };
  const room = geometry.axis.left - geometry.margin - 4;
  const key = at === undefined ? undefined : spec.requests[at]?.key;
  const call = key === undefined ? `${spec.operation}()` : `${spec.operation}(${JSON.stringify(key)})`;
  name('call', fitText(call, room), 78, 'faint');
  for (const lane of ['reference', 'yours'] as const) {
    const { y, zeroY, fullY } = geometry[lane];
    name(lane, lane, y + 4, lane === 'yours' ? 'strong' : 'quiet');
    name(`${lane}-held`, 'held in', y + 32, 'faint');
    name(`${lane}-window`, 'window', y + 46, 'faint');
    const number = (id: string, value: number, at: number): void => {
      const text = value >= 10_000 ? '' : String(value);
      const label = { id: `${id}-${lane}`, text, x: geometry.numbersX, y: at, anchor: 'end', role: 'faint' } as const;
      if (text !== '') placer.put([label]);
    };
    number('limit', spec.limit, (parts.lines.find((line) => line.lane === lane)?.limitY ?? fullY) + 4);
    number('zero', 0, zeroY + 4);
  }
  name('axis', 'virtual ms', geometry.axisY + 18, 'faint');
  const notes = [
    ...(offsetMs > 0 ? [`0 is virtual time ${formatInteger(offsetMs)} ms`] : []),
    ...(page !== undefined && !page.isLinear ? ['gaps not to scale'] : []),
  ];
  if (notes.length > 0) {
    const text = fitText(notes.join(', '), geometry.width - 2 * geometry.margin);
    name('note', text, geometry.axisY + 36, 'faint');
  }
}

/** Labels on the lanes keep clear of the marks there, and of the numbered triangles. */
function reserveMarks(placer: LabelPlacer, parts: Parts): void {
  for (const { x, y, kind, isDisputed } of parts.marks) {
    const radius = isDisputed ? 10 : kind === 'ahead' ? 2 : 7;
    placer.reserve({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
  }
  for (const { triangle } of parts.divergences) {
    if (triangle === undefined) continue;
    const { halfWidth, height } = TRIANGLE;
    placer.reserve({
      left: triangle.x - halfWidth,
      right: triangle.x + halfWidth,
      top: triangle.y - height,
      bottom: triangle.y,
    });
  }
}

/** Times as printed: relative where the frame has an offset, with a sign so that it shows. */
function printTime(frame: Frame, t: number): string {
  const relative = t - frame.offsetMs;
  return frame.offsetMs > 0 && relative > 0 ? `+${formatInteger(relative)}` : formatInteger(relative);
}

function writeDimension(placer: LabelPlacer, { frame, parts, at }: Moment): void {
  const { geometry, spec } = frame;
  const { dimension } = parts;
  if (dimension === undefined) return;
  const { window } = spec.requests[at]!;
  const from = printTime(frame, window.from);
  const to = printTime(frame, window.to);
  const interval = spec.edges === 'closed-open' ? `[${from}, ${to})` : `(${from}, ${to}]`;
  const middle = (dimension.left + dimension.right) / 2;
  const texts = [`window ${interval}, ${formatInteger(spec.windowMs)} ms wide`, `window ${interval}`, interval];
  placer.put(
    texts.map((text) => {
      const half = textWidth(text) / 2;
      const x = Math.min(Math.max(middle, half + 2), geometry.width - half - 2);
      return { id: 'dimension', text, x, y: geometry.dimensionLabelY, anchor: 'middle', role: 'ink' };
    }),
  );
  const edge = (id: string, x: number, text: string, end: DimensionEnd): void => {
    if (end === 'beyond') return;
    const label = {
      id,
      text: `${text} is ${end === 'open' ? 'out' : 'in'}`,
      y: geometry.edgeLabelY,
      role: 'faint',
    } as const;
    placer.put([
      { ...label, x, anchor: 'middle' },
      { ...label, x: x + 4, anchor: id === 'edge-from' ? 'end' : 'start' },
      { ...label, x: x + 4, anchor: id === 'edge-from' ? 'start' : 'end' },
    ]);
  };
  edge('edge-to', dimension.right, to, dimension.to);
  edge('edge-from', dimension.left, from, dimension.from);
}

type DimensionEnd = NonNullable<Parts['dimension']>['from'];

const VERDICTS = {
  admit: { text: 'admit', role: 'admit' },
  reject: { text: 'reject', role: 'reject' },
  error: { text: 'threw', role: 'fail' },
  none: { text: 'no answer', role: 'unknown' },
} as const satisfies Record<WindowRequest['yours'], { text: string; role: Label['role'] }>;

/** What each lane said at the playhead, and how many it held: beside the mark, or at the end of the lane. */
function writeVerdicts(placer: LabelPlacer, { frame, parts, at }: Moment): void {
  const { geometry, spec } = frame;
  const request = spec.requests[at]!;
  const x = parts.playheadX!;
  const mark = parts.marks.find(({ id }) => id === request.id)!;
  for (const lane of ['reference', 'yours'] as const) {
    const { y, zeroY } = geometry[lane];
    const { text, role } = VERDICTS[request[lane]];
    const markY = y - (geometry.reference.y - mark.y);
    const end = { x: geometry.width - geometry.margin, anchor: 'end' } as const;
    const verdict = { id: `verdict-${lane}`, text, role, y: markY + 4 };
    placer.put([
      { ...verdict, x: x + 14, anchor: 'start' },
      { ...verdict, ...end },
      { ...verdict, ...end, y: y + 4 },
    ]);
    const count = heldOf(request, lane).length;
    const held = {
      id: `count-${lane}`,
      text: request[lane] === 'admit' ? `${count}, then ${count + 1}` : `${count} of ${formatInteger(spec.limit)}`,
      role: 'quiet',
      y: zeroY - 10,
    } as const;
    placer.put([
      { ...held, x: x + 14, anchor: 'start' },
      { ...held, ...end },
    ]);
  }
}

/** Names the entry that one lane still counts and the other does not. */
function writeDisputes(placer: LabelPlacer, { frame, parts, at }: Moment): void {
  const { geometry, spec } = frame;
  const holds = new Set(heldOf(spec.requests[at]!, 'yours'));
  for (const { id, x, isDisputed, lane } of parts.marks) {
    if (!isDisputed || lane !== 'yours') continue;
    const texts: Record<Lane, string> = holds.has(id)
      ? { reference: `${id} has left`, yours: `${id} still held` }
      : { reference: `${id} still held`, yours: `${id} dropped` };
    for (const lane of ['reference', 'yours'] as const) {
      const role = lane === 'yours' ? 'fail' : 'faint';
      const label = { id: `dispute-${lane}-${id}`, text: texts[lane], role, y: geometry[lane].top - 11 } as const;
      placer.put([
        { ...label, x: x + 12, anchor: 'start' },
        // Not over the lane's name: there it would be read as part of it.
        ...(x - 12 - textWidth(label.text) < geometry.axis.left
          ? []
          : [{ ...label, x: x - 12, anchor: 'end' } as const]),
      ]);
    }
  }
}

/** `r4` beside each stem, `r4 … r7` beside a stack; the playhead's first. */
function writeStems(placer: LabelPlacer, { frame, parts, page, at }: Moment): void {
  const y = frame.geometry.stems.top + 10;
  const current = frame.spec.requests[at]!.id;
  const columns = new Map<number, { x: number; ids: string[]; isAhead: boolean }>();
  for (const { id, x, state } of parts.stems) {
    if (state === 'other') continue;
    const column = columns.get(x) ?? { x, ids: [], isAhead: state === 'ahead' };
    columns.set(x, column);
    column.ids.push(id);
  }
  for (const { x } of parts.stems) placer.reserve({ left: x - 1, right: x + 1, top: y - 9, bottom: y + 3 });
  const all = [...columns.values()];
  const ranked = [
    ...all.filter(({ ids }) => ids.includes(current)),
    ...all.filter(({ ids }) => !ids.includes(current)),
  ];
  for (const { x, ids, isAhead } of ranked) {
    const isCurrent = ids.includes(current);
    const first = isCurrent ? current : ids[0]!;
    const texts = isCurrent || ids.length === 1 ? [first] : [`${first}–${ids.at(-1)!}`, first];
    const role = isAhead ? 'faint' : 'mono';
    const id = `stem-${page.first}-${ids[0]!}`;
    placer.put([
      ...texts.map((text) => ({ id, text, x: x + 4, y, anchor: 'start', role }) as const),
      ...texts.map((text) => ({ id, text, x: x - 4, y, anchor: 'end', role }) as const),
    ]);
  }
}

/** Round times where the axis is to scale, the requests' own times where it is not. */
function writeTicks(placer: LabelPlacer, { frame, page, at }: Moment): number[] {
  const { geometry, spec, offsetMs } = frame;
  const first = page.knots[0]!;
  const last = page.knots.at(-1)!;
  const now = spec.requests[at]!.t;
  const round = (): number[] =>
    scaleLinear()
      .domain([first.t - offsetMs, last.t - offsetMs])
      .ticks(Math.max(2, Math.round((geometry.plot.right - geometry.plot.left) / 64)))
      .filter((tick) => Number.isInteger(tick))
      .map((tick) => tick + offsetMs);
  const times = page.isLinear && page.knots.length > 1 ? round() : page.knots.map(({ t }) => t);
  const ranked = page.isLinear && !times.includes(now) ? times : [now, ...times.filter((t) => t !== now)];
  const ticks: number[] = [];
  for (const t of ranked) {
    const { x } = placeOf(page, t, 'left', geometry.axis);
    ticks.push(x);
    const text = printTime(frame, t);
    placer.put([{ id: `tick-${t}`, text, x, y: geometry.axisY + 18, anchor: 'middle', role: 'faint' }]);
  }
  return ticks.sort((a, b) => a - b);
}
