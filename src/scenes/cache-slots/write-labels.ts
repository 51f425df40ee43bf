import { fitText, formatInteger, type Label, LabelPlacer } from '../shared/labels';
import type { CacheSlotsSceneSpec } from '../types';
import { MOST_LANES, PLACE, SIDES, triangleX, type CacheSlotsLayout } from './geometry';

type Parts = Omit<CacheSlotsLayout, 'labels' | 'ticks'>;

interface Given {
  readonly spec: CacheSlotsSceneSpec;
  readonly parts: Parts;
  readonly now: number;
  readonly xOf: (at: number) => number;
}

/** Every text of the drawing, and the axis's ticks: names first, then the places, then the loads where they have room. */
export function writeLabels(given: Given): Pick<CacheSlotsLayout, 'labels' | 'ticks'> {
  const { parts, spec } = given;
  const placer = new LabelPlacer({ left: 0, right: parts.width, top: 0, bottom: parts.height });
  if (parts.divergence !== undefined) {
    const x = triangleX(parts, parts.divergence.x);
    const y = parts.sides.yours.top + 2;
    placer.reserve({ left: x - 11, right: x + 11, top: y - 18, bottom: y + 1 });
  }
  const { margin, sides, plot } = parts;
  for (const side of SIDES) {
    put(placer, `name-${side}`, side, margin, sides[side].top, 'start', side === 'yours' ? 'strong' : 'quiet');
    const more = spec.keys.length - MOST_LANES;
    if (more > 0) {
      const text = `and ${formatInteger(more)} more keys`;
      put(placer, `more-${side}`, text, plot.right, sides[side].top, 'end', 'faint');
    }
    for (const [index, y] of sides[side].lanes.entries()) {
      const key = shown(spec.keys[index] ?? '');
      put(placer, `key-${side}-${index}`, fitText(key, plot.left - margin - 8), margin, y + 4, 'start', 'mono');
    }
  }
  writePlaces(placer, given);
  for (const mark of parts.calls) {
    if (mark.kind === 'ahead') continue;
    placer.reserve({ left: mark.x - 6, right: mark.waitsTo + 6, top: mark.y - 6, bottom: mark.y + 6 });
  }
  const ends = { expired: 'expired', evicted: 'out', replaced: '', deleted: 'deleted', unknown: '' } as const;
  for (const { id, right, y, end } of parts.lives) {
    if (end === undefined || ends[end] === '') continue;
    put(placer, `${id}-end`, ends[end], right + 5, y - 6, 'start', 'quiet');
  }
  for (const { id, left, right, y } of parts.loads) {
    const name = id.slice(id.indexOf('-') + 1);
    put(placer, `${id}-name`, `load ${name}`, (left + right) / 2, y - 7, 'middle', 'faint');
  }
  return { ticks: writeTicks(placer, given), labels: placer.placed };
}

/** An empty key is seen, too. */
function shown(key: string): string {
  return key.trim() === '' ? `'${key}'` : key;
}

function writePlaces(placer: LabelPlacer, { spec, parts, now }: Given): void {
  const { margin, places, plot, nextOut, axisY } = parts;
  const held = spec.held[now] ?? [];
  const y = axisY + 40;
  put(placer, 'held', 'held', margin, y + 9, 'start', 'quiet');
  const bound = spec.capacity === undefined ? '' : ` of ${formatInteger(spec.capacity)}`;
  put(placer, 'count', `${formatInteger(held.length)}${bound}`, margin, y + 22, 'start', 'faint');
  for (const place of places) {
    if (place.key === undefined) continue;
    const text = fitText(shown(place.key), PLACE.width - 6);
    put(placer, `${place.id}-key`, text, place.x + PLACE.width / 2, place.y + 14, 'middle', 'mono');
  }
  if (nextOut !== undefined) {
    put(placer, 'next-out', 'next out', (nextOut.left + nextOut.right) / 2, nextOut.y + 14, 'middle', 'ink');
  }
  if (held.length > 0) put(placer, 'newest', 'last used', plot.left, y - 5, 'start', 'faint');
  const hidden = held.length - places.filter(({ key }) => key !== undefined).length;
  if (hidden > 0) put(placer, 'hidden', `and ${formatInteger(hidden)} more`, plot.right, y - 5, 'end', 'faint');
}

function writeTicks(placer: LabelPlacer, { spec, parts, xOf }: Given): number[] {
  const { axisY, margin } = parts;
  put(placer, 'axis', 'virtual ms', margin, axisY + 18, 'start', 'faint');
  const ticks: number[] = [];
  let before: number | undefined;
  for (const [index, { t }] of spec.steps.entries()) {
    if (t === before) continue;
    before = t;
    const id = `tick-${index}`;
    put(placer, id, formatInteger(t), xOf(index), axisY + 18, 'middle', 'mono');
    if (placer.placed.some((label) => label.id === id)) ticks.push(xOf(index));
  }
  return ticks;
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
  placer.put([{ id, text, x, y, anchor, role }]);
}
