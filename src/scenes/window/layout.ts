import type { WindowRequest, WindowSceneSpec } from '../types';
import { MARK_PITCH, type Page, paginate, placeOf, STACK_ROWS } from './columns';
import { type Geometry, geometryOf, TRIANGLE } from './geometry';
import { writeLabels } from './write-labels';
import { heldOf, type Lane, occupancy } from './occupancy';
import type { Label } from '../shared/labels';

/** A request above the lanes. `other`: of another key than the one at the playhead. */
export interface StemMark {
  readonly id: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly state: 'decided' | 'ahead' | 'other';
}

/** One decision on a lane. `ahead` is not yet decided at the playhead. */
export interface DecisionMark {
  readonly id: string;
  readonly lane: Lane;
  readonly x: number;
  readonly y: number;
  readonly kind: 'admit' | 'reject' | 'error' | 'none' | 'ahead';
  /** Admitted, and no longer counted by this lane at the playhead. */
  readonly isExpired: boolean;
  /** Counted by the learner's lane and not by the reference, though both admitted it, or the other way round. */
  readonly isDisputed: boolean;
}

/** How full the window is, up to the playhead. */
export interface OccupancyLine {
  readonly lane: Lane;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly limitY: number;
  readonly zeroY: number;
  /** At the playhead's request, before and after its decision. */
  readonly before: number;
  readonly after: number;
}

/** Two outcomes that differ, joined; `number` is the one that every panel repeats. */
export interface DivergenceMark {
  readonly id: string;
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
  readonly number: number;
  /** Middle of the triangle's base line, absent where there is no room: the line stays. */
  readonly triangle?: { readonly x: number; readonly y: number };
}

/** The window at the playhead, as a dimension line. `beyond`: that edge is off the page. */
export interface DimensionMark {
  readonly left: number;
  readonly right: number;
  readonly from: 'open' | 'closed' | 'beyond';
  readonly to: 'open' | 'closed' | 'beyond';
}

/** Everything the drawing needs: numbers and texts, no DOM. */
export interface WindowLayout {
  readonly width: number;
  readonly height: number;
  readonly geometry: Geometry;
  readonly dimension?: DimensionMark;
  readonly stems: readonly StemMark[];
  readonly marks: readonly DecisionMark[];
  readonly lines: readonly OccupancyLine[];
  readonly divergences: readonly DivergenceMark[];
  readonly ticks: readonly number[];
  /** Where the axis says that it is not to scale. */
  readonly breaks: readonly number[];
  readonly playheadX?: number;
  readonly labels: readonly Label[];
}

/** What does not depend on the step: made once a spec and width. */
export interface Frame {
  readonly spec: WindowSceneSpec;
  readonly geometry: Geometry;
  readonly pages: readonly Page[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Subtracted from every printed time; 0 unless times are too long to print. */
  readonly offsetMs: number;
  /** By request: 1 for the first difference, 2 for the next; absent where the lanes agree. */
  readonly numberOf: ReadonlyMap<number, number>;
}

/** From here on (ten million ms, nearly three hours) times are printed relative to the first request. */
const OFFSET_FROM_MS = 1e7;

const frames = new WeakMap<WindowSceneSpec, Map<number, Frame>>();

/** Pages, axis and numbers of a spec at a width; kept for as long as the spec is, for scrubbing asks for it often. */
export function frameOf(spec: WindowSceneSpec, width: number): Frame {
  const byWidth = frames.get(spec) ?? new Map<number, Frame>();
  frames.set(spec, byWidth);
  const known = byWidth.get(width);
  if (known !== undefined) return known;
  const first = spec.requests[0]?.t ?? 0;
  const offsetMs = (spec.requests.at(-1)?.t ?? 0) >= OFFSET_FROM_MS ? first : 0;
  const rows = tallestStack(spec);
  const bare = geometryOf({ width, rows, hasNote: false });
  const pages = paginate(spec, bare.plot);
  const hasNote = offsetMs > 0 || pages.some(({ isLinear }) => !isLinear);
  const geometry = geometryOf({ width, rows, hasNote });
  const indexOf = new Map(spec.requests.map(({ id }, index) => [id, index]));
  const numberOf = new Map<number, number>();
  for (const [index, { reference, yours }] of spec.requests.entries()) {
    if (reference !== yours) numberOf.set(index, numberOf.size + 1);
  }
  const frame = { spec, geometry, pages, indexOf, offsetMs, numberOf };
  byWidth.set(width, frame);
  return frame;
}

function tallestStack(spec: WindowSceneSpec): number {
  let rows = 1;
  let run = 0;
  for (const [index, { t }] of spec.requests.entries()) {
    run = t === spec.requests[index - 1]?.t ? run + 1 : 1;
    rows = Math.max(rows, Math.min(run, STACK_ROWS));
  }
  return rows;
}

/** The picture at one step, which is also the index of its request. Steps past the ends are the ends. */
export function layoutWindow(spec: WindowSceneSpec, size: { readonly width: number }, step: number): WindowLayout {
  const frame = frameOf(spec, size.width);
  const { geometry } = frame;
  const at = Math.max(0, Math.min(Math.trunc(step), spec.requests.length - 1));
  const page = frame.pages.findLast(({ firstStep }) => firstStep <= at);
  const current = spec.requests[at];
  const bare = { width: geometry.width, height: geometry.height, geometry };
  if (page === undefined || current === undefined) {
    const empty = { ...bare, stems: [], marks: [], lines: [], divergences: [], ticks: [], breaks: [] };
    return { ...empty, labels: writeLabels({ frame, parts: empty }).labels };
  }
  const parts = {
    ...bare,
    dimension: dimensionAt(frame, page, current),
    stems: stemsAt(frame, page, at),
    marks: marksAt(frame, page, at),
    lines: [lineAt(frame, page, at, 'reference'), lineAt(frame, page, at, 'yours')],
    divergences: divergencesAt(frame, page, at),
    breaks: page.isLinear ? [] : breaksOf(page),
    playheadX: slotOf(page, at).x,
  };
  return { ...parts, ...writeLabels({ frame, parts, page, at }) };
}

function slotOf(page: Page, index: number): { readonly x: number; readonly row: number } {
  return page.slots[index - page.first]!;
}

function dimensionAt({ spec, geometry }: Frame, page: Page, { window }: WindowRequest): DimensionMark {
  const isClosedOpen = spec.edges === 'closed-open';
  // An excluded instant's whole stack stays outside the bracket, an included one's inside.
  const from = placeOf(page, window.from, isClosedOpen ? 'left' : 'right', geometry.axis);
  const to = placeOf(page, window.to, isClosedOpen ? 'left' : 'right', geometry.axis);
  return {
    left: from.x,
    right: to.x,
    from: from.isBeyond ? 'beyond' : isClosedOpen ? 'closed' : 'open',
    to: to.isBeyond ? 'beyond' : isClosedOpen ? 'open' : 'closed',
  };
}

function stemsAt({ spec, geometry }: Frame, page: Page, at: number): StemMark[] {
  const key = spec.requests[at]!.key;
  return page.slots.map(({ x, row }, offset) => {
    const index = page.first + offset;
    const request = spec.requests[index]!;
    const state = request.key !== key ? 'other' : index > at ? 'ahead' : 'decided';
    const bottom = geometry.stems.bottom - row * 4;
    return { id: request.id, x, top: Math.max(geometry.stems.top, bottom - 20), bottom, state };
  });
}

function marksAt(frame: Frame, page: Page, at: number): DecisionMark[] {
  const { spec, geometry } = frame;
  const current = spec.requests[at]!;
  const held = { reference: new Set(heldOf(current, 'reference')), yours: new Set(heldOf(current, 'yours')) };
  const marks: DecisionMark[] = [];
  for (const [offset, { x, row }] of page.slots.entries()) {
    const index = page.first + offset;
    const request = spec.requests[index]!;
    if (request.key !== current.key) continue;
    const isPast = index < at;
    const bothAdmitted = request.reference === 'admit' && request.yours === 'admit';
    const isDisputed = isPast && bothAdmitted && held.yours.has(request.id) !== held.reference.has(request.id);
    for (const lane of ['reference', 'yours'] as const) {
      marks.push({
        id: request.id,
        lane,
        x,
        y: geometry[lane].y - row * MARK_PITCH,
        kind: index > at ? 'ahead' : request[lane],
        isExpired: isPast && request[lane] === 'admit' && !held[lane].has(request.id),
        isDisputed: isDisputed && lane === 'yours',
      });
    }
  }
  return marks;
}

function lineAt(frame: Frame, page: Page, at: number, lane: Lane): OccupancyLine {
  const { spec, geometry, indexOf } = frame;
  const { zeroY, fullY } = geometry[lane];
  const { key } = spec.requests[at]!;
  const indexes: number[] = [];
  for (let index = page.first; index <= at; index += 1) if (spec.requests[index]!.key === key) indexes.push(index);
  const timeOf = (id: string): number => spec.requests[indexOf.get(id) ?? at]!.t;
  const changes = occupancy(spec, { lane, indexes, timeOf });
  const most = Math.max(spec.limit, 1, ...changes.map(({ count }) => count));
  const yOf = (count: number): number => zeroY - (count / most) * (zeroY - fullY);
  const points: [number, number][] = [];
  let y = changes[0] === undefined ? zeroY : yOf(changes[0].count);
  points.push([geometry.axis.left, y]);
  for (const { t, count, index } of changes) {
    const x = index === undefined ? placeOf(page, t, 'left', geometry.axis).x : slotOf(page, index).x;
    points.push([x, y]);
    y = yOf(count);
    points.push([x, y]);
  }
  const before = changes.at(-2)?.count ?? 0;
  const after = changes.at(-1)?.count ?? 0;
  return { lane, points, limitY: yOf(spec.limit), zeroY, before: yOf(before), after: yOf(after) };
}

function divergencesAt({ spec, geometry, numberOf }: Frame, page: Page, at: number): DivergenceMark[] {
  const { key } = spec.requests[at]!;
  const found: DivergenceMark[] = [];
  for (let index = page.first; index <= at; index += 1) {
    const request = spec.requests[index]!;
    const number = numberOf.get(index);
    if (number === undefined || request.key !== key) continue;
    const { x, row } = slotOf(page, index);
    found.push({
      id: request.id,
      x,
      top: geometry.reference.y - row * MARK_PITCH + 8,
      bottom: geometry.yours.y - row * MARK_PITCH - 9,
      number,
    });
  }
  // The playhead's own difference, then the first of all, then the others: the earlier has the place.
  const current = spec.requests[at]!.id;
  const order = [...found].sort((a, b) => Number(b.id === current) - Number(a.id === current) || a.number - b.number);
  const taken: number[] = [];
  const placed = new Map<string, { x: number; y: number }>();
  const y = geometry.hairlines[1]! + 8;
  for (const { id, x } of order) {
    const at = [x - 15, x + 15].find(
      (candidate) =>
        candidate - TRIANGLE.halfWidth >= geometry.margin &&
        candidate + TRIANGLE.halfWidth <= geometry.width &&
        taken.every((other) => Math.abs(other - candidate) > 2 * TRIANGLE.halfWidth),
    );
    if (at === undefined) continue;
    taken.push(at);
    placed.set(id, { x: at, y });
  }
  return found.map((mark) => {
    const triangle = placed.get(mark.id);
    return triangle === undefined ? mark : { ...mark, triangle };
  });
}

/** Breaks stand in the middle of the gaps that were squeezed most: those whose pixels stand for the most time. */
function breaksOf({ knots }: Page): number[] {
  const gaps = knots.slice(1).map((knot, index) => {
    const before = knots[index]!;
    return {
      x: (before.right + knot.left) / 2,
      px: knot.left - before.right,
      perPx: (knot.t - before.t) / (knot.left - before.right),
    };
  });
  const least = Math.min(...gaps.map(({ perPx }) => perPx));
  return gaps.filter(({ perPx, px }) => perPx > 3 * least && px >= 14).map(({ x }) => x);
}
