import type { CacheSlotsSceneSpec } from '../types';
import {
  MOST_LANES,
  PLACE,
  SIDES,
  type CacheSlotsLayout,
  type CallMark,
  type LifeBar,
  type LoadBar,
  type Place,
  type Side,
} from './geometry';
import { writeLabels } from './write-labels';

const LANE = 22;
const MIN_WIDTH = 300;
const MAX_WIDTH = 900;

/** The picture at one step: everything up to its end. Steps past the ends are the ends. */
export function layoutCacheSlots(
  spec: CacheSlotsSceneSpec,
  size: { readonly width: number },
  step: number,
): CacheSlotsLayout {
  const width = Math.round(Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, size.width)));
  const margin = width < 440 ? 8 : 14;
  const plot = { left: width < 440 ? 70 : 104, right: width - margin - 14 };
  const now = Math.max(0, Math.min(Math.trunc(step), spec.steps.length - 1));
  const shownKeys = spec.keys.slice(0, MOST_LANES);
  const sideAt = (top: number) => ({ top, lanes: shownKeys.map((_, index) => top + 18 + index * LANE) });
  const reference = sideAt(16);
  const yours = sideAt(16 + 18 + Math.max(1, shownKeys.length) * LANE + 16);
  const sides = { reference, yours };
  const axisY = (yours.lanes.at(-1) ?? yours.top) + 20;
  const placesY = axisY + 40;
  const last = Math.max(1, spec.steps.length - 1);
  const xOf = (at: number): number => plot.left + 6 + (Math.min(at, last) / last) * (plot.right - plot.left - 12);
  const onLanes = { spec, sides, shownKeys, now, xOf };
  const places = placesAt(spec, now, plot, placesY);
  const parts = {
    ...{ width, margin, plot, sides, axisY },
    height: placesY + PLACE.height + 30,
    lives: SIDES.flatMap((side) => livesOf(side, onLanes)),
    loads: SIDES.flatMap((side) => loadsOf(side, onLanes)),
    calls: SIDES.flatMap((side) => callsOf(side, onLanes)),
    ...places,
    ...(spec.firstDifference === undefined || spec.firstDifference > now
      ? {}
      : {
          divergence: {
            x: xOf(spec.firstDifference),
            top: (reference.lanes[0] ?? 0) - 10,
            bottom: (yours.lanes.at(-1) ?? 0) + 10,
          },
        }),
    ...(spec.steps.length === 0 ? {} : { playheadX: xOf(now) }),
  };
  return { ...parts, ...writeLabels({ spec, parts, now, xOf }) };
}

interface OnLanes {
  readonly spec: CacheSlotsSceneSpec;
  readonly sides: CacheSlotsLayout['sides'];
  readonly shownKeys: readonly string[];
  readonly now: number;
  readonly xOf: (at: number) => number;
}

function laneOf({ sides, shownKeys }: OnLanes, side: Side, key: string): number | undefined {
  return sides[side].lanes[shownKeys.indexOf(key)];
}

function livesOf(side: Side, on: OnLanes): LifeBar[] {
  return on.spec[side].lives.flatMap(({ key, from, to, staleFrom, end }, index) => {
    const y = laneOf(on, side, key);
    if (y === undefined || from > on.now) return [];
    const isOver = to <= on.now;
    const right = Math.max(on.xOf(from) + 3, on.xOf(Math.min(to, on.now)));
    const stale = staleFrom === undefined ? right : Math.min(right, on.xOf(staleFrom));
    const bar = { id: `${side}-life-${index}`, side, y, left: on.xOf(from), staleFrom: stale, right };
    return [isOver ? { ...bar, end } : bar];
  });
}

function loadsOf(side: Side, on: OnLanes): LoadBar[] {
  const { loads } = on.spec[side];
  return loads.flatMap(({ id, key, from, to, failed }, index) => {
    const lane = laneOf(on, side, key);
    if (lane === undefined || from > on.now) return [];
    // A second load of a key that is being loaded stands below the first: there should be none.
    const isSecond = loads.slice(0, index).some((one) => one.key === key && (one.to ?? Infinity) > from);
    const y = lane + (isSecond ? 9 : 0);
    const isOpen = to === undefined || to > on.now;
    const right = Math.max(on.xOf(from) + 3, on.xOf(isOpen ? on.now : to));
    return [{ id: `${side}-${id}`, side, y, left: on.xOf(from), right, isOpen, hasFailed: !isOpen && failed === true }];
  });
}

function callsOf(side: Side, on: OnLanes): CallMark[] {
  return on.spec[side].calls.flatMap(({ id, op, key, at, settled, answer }): CallMark[] => {
    const y = laneOf(on, side, key);
    if (y === undefined) return [];
    const x = on.xOf(at);
    const mark = { id: `${side}-${id}`, side, x, y, waitsTo: x, op };
    if (at > on.now) return [{ ...mark, kind: 'ahead' }];
    if (answer === 'none') return [{ ...mark, waitsTo: on.xOf(on.now), kind: 'none' }];
    if (settled !== undefined && settled > on.now) {
      return [{ ...mark, waitsTo: on.xOf(on.now), kind: 'waits' }];
    }
    return [{ ...mark, waitsTo: on.xOf(settled ?? at), kind: answer }];
  });
}

/** The places at a step, the last used in front: as many as have room, and under the last one what goes next. */
function placesAt(
  { held, capacity }: CacheSlotsSceneSpec,
  now: number,
  plot: CacheSlotsLayout['plot'],
  y: number,
): Pick<CacheSlotsLayout, 'places' | 'nextOut'> {
  const keys = held[now] ?? [];
  const pitch = PLACE.width + 6;
  const room = Math.floor((plot.right - plot.left) / pitch);
  const count = Math.min(room, Math.max(keys.length, capacity ?? 0));
  const places = Array.from({ length: count }, (_, index): Place => {
    const key = keys[index];
    return { id: `place-${index}`, x: plot.left + index * pitch, y, ...(key === undefined ? {} : { key }) };
  });
  const isFull = capacity !== undefined && keys.length >= capacity && capacity <= room;
  const last = places[keys.length - 1];
  return {
    places,
    ...(isFull && last !== undefined
      ? { nextOut: { left: last.x, right: last.x + PLACE.width, y: y + PLACE.height + 5 } }
      : {}),
  };
}
