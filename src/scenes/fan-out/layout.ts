import type { FanOutSceneSpec } from '../types';
import { fitText, LabelPlacer, textWidth, type Label } from '../shared/labels';
import { publishedAt, SIDES, standingAt, type Side, type Standing } from './history';

/** A line of right angles from a topic to one of its subscribers. */
export interface Branch {
  readonly id: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly kind: 'live' | 'slow' | 'dead';
}

/** A box with a name: publisher, topic or subscriber. */
export interface Node {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly kind: 'live' | 'dead' | 'active';
}

/** One event on the strip below: when it was published, or when a subscriber was called with it. */
export interface Dot {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly kind: 'published' | 'seen' | 'ahead';
}

/** Everything the drawing needs: numbers and texts, no DOM. */
export interface FanOutLayout {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly nodes: readonly Node[];
  readonly branches: readonly Branch[];
  /** Where a dead subscriber's zigzag begins, going down. */
  readonly zigzags: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  /** One square an event that waits. */
  readonly squares: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  readonly lanes: readonly { readonly id: string; readonly left: number; readonly right: number; readonly y: number }[];
  readonly dots: readonly Dot[];
  /** The first difference, once the playhead has reached it. */
  readonly divergence?: { readonly x: number; readonly top: number; readonly bottom: number };
  readonly playhead?: { readonly x: number; readonly top: number; readonly bottom: number };
  readonly labels: readonly Label[];
}

export const SQUARE = 8;
/** Subscribers that are drawn; more are told in words. */
export const MOST_SUBSCRIBERS = 8;
const BOX = 24;
const ROW = 34;
const MIN_WIDTH = 300;
const MAX_WIDTH = 900;

/** The picture at one step: both sides fan out above, and what reached whom stands on one axis of steps below. */
export function layoutFanOut(spec: FanOutSceneSpec, size: { readonly width: number }, step: number): FanOutLayout {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, size.width)));
  const margin = width < 440 ? 8 : 14;
  const at = Math.max(0, Math.min(Math.trunc(step), spec.steps.length - 1));
  const now = spec.steps.length === 0 ? -1 : at;
  const shown = spec.subscribers.slice(0, MOST_SUBSCRIBERS);
  const parts = {
    nodes: [] as Node[],
    branches: [] as Branch[],
    zigzags: [] as { id: string; x: number; y: number }[],
    squares: [] as { id: string; x: number; y: number }[],
    lanes: [] as { id: string; left: number; right: number; y: number }[],
    dots: [] as Dot[],
  };
  const texts: Label[] = [];
  const sideHeight = Math.max(1, shown.length) * ROW + 26;
  SIDES.forEach((side, index) =>
    fan({ spec, side, now, width, margin, top: 6 + index * sideHeight, shown, parts, texts }),
  );

  const stripTop = 6 + 2 * sideHeight + 10;
  const left = margin + 108;
  const right = width - margin - 10;
  const xOf = (at: number): number => left + ((at + 0.5) / Math.max(1, spec.steps.length)) * (right - left);
  const laneY = (side: Side, index: number): number => stripTop + 8 + index * 32 + (side === 'yours' ? 13 : 0);
  for (const [index, { id }] of shown.entries()) {
    for (const side of SIDES) {
      const y = laneY(side, index);
      parts.lanes.push({ id: `${side}-${id}`, left, right, y });
      if (side === 'reference') texts.push(text(`lane-${id}`, fitText(id, 52), margin, y + 4, 'start', 'ink'));
      const name = side === 'reference' ? 'ref' : 'yours';
      texts.push(text(`lane-${side}-${id}`, name, left - 8, y + 4, 'end', side === 'yours' ? 'strong' : 'quiet'));
      for (const [nth, event] of spec[side].entries()) {
        if (event.what !== 'seen' || event.subscriber !== id) continue;
        const kind = event.step <= now ? ('seen' as const) : ('ahead' as const);
        parts.dots.push({ id: `${side}-${nth}`, x: xOf(event.step), y, kind });
      }
    }
  }
  const bottom = stripTop + Math.max(1, shown.length) * 32;
  const differs = spec.firstDifference;
  const more = spec.subscribers.length - shown.length;
  if (more > 0) texts.push(text('more', `${more} more in the table`, margin, bottom + 14, 'start', 'faint'));
  texts.push(
    text('axis', spec.buffer === undefined ? 'calls, in order' : 'calls, by time', right, bottom + 14, 'end', 'faint'),
  );
  const height = bottom + 22;
  const placer = new LabelPlacer({ left: 0, right: width, top: 0, bottom: height });
  if (differs !== undefined && differs <= now) {
    const x = triangleX({ width, margin }, xOf(differs));
    placer.reserve({ left: x - 11, right: x + 11, top: bottom - 2, bottom: bottom + 18 });
  }
  for (const label of texts) placer.put([label]);
  return {
    width,
    height,
    margin,
    ...parts,
    ...(differs === undefined || differs > now ? {} : { divergence: { x: xOf(differs), top: stripTop, bottom } }),
    ...(now < 0 ? {} : { playhead: { x: xOf(now), top: stripTop - 4, bottom } }),
    labels: placer.placed,
  };
}

/** Where the numbered triangle of the first difference stands, inside of the frame. */
export function triangleX({ width, margin }: Pick<FanOutLayout, 'width' | 'margin'>, x: number): number {
  return Math.min(width - margin - 11, Math.max(margin + 11, x));
}

interface FanGiven {
  readonly spec: FanOutSceneSpec;
  readonly side: Side;
  readonly now: number;
  readonly width: number;
  readonly margin: number;
  readonly top: number;
  readonly shown: FanOutSceneSpec['subscribers'];
  readonly parts: {
    readonly nodes: Node[];
    readonly branches: Branch[];
    readonly zigzags: { id: string; x: number; y: number }[];
    readonly squares: { id: string; x: number; y: number }[];
  };
  readonly texts: Label[];
}

/** Publisher, topics, subscribers of one side, from left to right. */
function fan({ spec, side, now, width, margin, top, shown, parts, texts }: FanGiven): void {
  const isNarrow = width < 440;
  const publisher = { left: margin, right: margin + (isNarrow ? 56 : 76) };
  const topicBox = { left: publisher.right + (isNarrow ? 14 : 34), right: publisher.right + (isNarrow ? 74 : 114) };
  const trunkX = topicBox.right + (isNarrow ? 10 : 24);
  const box = { left: trunkX + (isNarrow ? 16 : 34), right: trunkX + (isNarrow ? 84 : 118) };
  const rowY = (index: number): number => top + 30 + index * ROW;
  const published = publishedAt(spec, side, now);
  texts.push(text(`name-${side}`, side, margin, top + 9, 'start', side === 'yours' ? 'strong' : 'quiet'));

  const topics = [...new Set(shown.map(({ topic }) => topic))];
  const rowsOf = (topic: string): number[] => shown.flatMap((one, index) => (one.topic === topic ? [index] : []));
  const middle = rowY((Math.max(1, shown.length) - 1) / 2);
  node(`publisher-${side}`, publisher, middle, published?.step === now ? 'active' : 'live');
  texts.push(
    text(
      `publisher-${side}`,
      isNarrow ? 'publish' : `publish ${published?.step === now ? (published.event ?? '') : ''}`.trim(),
      (publisher.left + publisher.right) / 2,
      middle + 4,
      'middle',
      'ink',
    ),
  );

  for (const [at, topic] of topics.entries()) {
    const rows = rowsOf(topic);
    // Subscribers of a topic need not be neighbours; its box stands at the row of the first.
    const y = rowY(rows[0] ?? 0);
    node(`topic-${side}-${at}`, topicBox, y, published?.step === now && published.topic === topic ? 'active' : 'live');
    const name = fitText(topic === '' ? "''" : topic, topicBox.right - topicBox.left - 8);
    texts.push(text(`topic-${side}-${at}`, name, (topicBox.left + topicBox.right) / 2, y + 4, 'middle', 'mono'));
    const halfX = (publisher.right + topicBox.left) / 2;
    parts.branches.push({
      id: `topic-${side}-${at}`,
      points: [
        [publisher.right, middle],
        [halfX, middle],
        [halfX, y],
        [topicBox.left, y],
      ],
      kind: 'live',
    });
    // Each topic has a trunk of its own, so that lines of two topics never run into one.
    const x = trunkX - (topics.length > 1 ? (at / topics.length) * (isNarrow ? 8 : 18) : 0);
    for (const index of rows) {
      const { id } = shown[index]!;
      const standing = standingAt(spec, side, id, now);
      subscriber(id, rowY(index), standing, x, y);
    }
  }

  function subscriber(id: string, y: number, standing: Standing, x: number, fromY: number): void {
    const isDead = standing.state !== 'live';
    const isSlow = standing.behind.length > 0;
    const key = `${side}-${id}`;
    node(`subscriber-${key}`, box, y, isDead ? 'dead' : standing.now === undefined ? 'live' : 'active');
    parts.branches.push({
      id: `subscriber-${key}`,
      points: [
        [topicBox.right, fromY],
        [x, fromY],
        [x, y],
        [box.left, y],
      ],
      kind: isDead ? 'dead' : isSlow ? 'slow' : 'live',
    });
    if (standing.state === 'down' || standing.state === 'left')
      parts.zigzags.push({ id: key, x: box.right - 5, y: y - 9 });
    texts.push(text(`subscriber-${key}`, fitText(id, box.right - box.left - 22), box.left + 8, y + 4, 'start', 'ink'));
    const { label, role } = standingText(standing);
    const room = width - margin - box.right - 8;
    const told = fitText(label, room);
    texts.push(text(`standing-${key}`, told, box.right + 8, y + 4, 'start', role));
    const from = box.right + 8 + textWidth(told) + 8;
    const most = Math.max(0, Math.floor((width - margin - from) / (SQUARE + 3)));
    standing.behind.slice(0, most).forEach((event, nth) => {
      parts.squares.push({ id: `${key}-${event}`, x: from + nth * (SQUARE + 3), y: y - SQUARE / 2 });
    });
  }

  function node(id: string, span: { left: number; right: number }, y: number, kind: Node['kind']): void {
    parts.nodes.push({ id, ...span, top: y - BOX / 2, bottom: y + BOX / 2, kind });
  }
}

function standingText({ state, seen, behind, missed }: Standing): { label: string; role: Label['role'] } {
  if (state === 'absent') return { label: 'not there', role: 'faint' };
  if (state === 'down') return { label: `down, ${seen} seen`, role: 'strong' };
  if (state === 'left') return { label: `left, ${seen} seen`, role: 'strong' };
  if (behind.length > 0) return { label: `${behind.length} behind`, role: 'strong' };
  if (missed.length > 0) return { label: `${seen} seen, ${missed.length} missed`, role: 'strong' };
  return { label: `${seen} seen`, role: 'quiet' };
}

function text(id: string, said: string, x: number, y: number, anchor: Label['anchor'], role: Label['role']): Label {
  return { id, text: said, x, y, anchor, role };
}
