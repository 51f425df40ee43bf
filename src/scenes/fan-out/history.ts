import type { FanOutEvent, FanOutSceneSpec } from '../types';

export type Side = 'reference' | 'yours';
export const SIDES: readonly Side[] = ['reference', 'yours'];

/** One subscriber on one side, at one step. */
export interface Standing {
  readonly state: 'absent' | 'live' | 'left' | 'down';
  /** How many events it has been called with. */
  readonly seen: number;
  /** Events of its topic, published while it was subscribed, that it will be called with later. */
  readonly behind: readonly string[];
  /** Those that it is never called with. */
  readonly missed: readonly string[];
  /** The event that it is called with at this very step. */
  readonly now?: string;
}

/** How a subscriber stands at a step, from the events of its side. Cost: events. */
export function standingAt(spec: FanOutSceneSpec, side: Side, id: string, step: number): Standing {
  const topic = spec.subscribers.find((one) => one.id === id)?.topic;
  const mine = (event: FanOutEvent): boolean => event.subscriber === id;
  let state: Standing['state'] = 'absent';
  const offered: string[] = [];
  for (const event of spec[side].filter((one) => one.step <= step)) {
    if (mine(event) && event.what === 'joined') state = 'live';
    else if (mine(event) && (event.what === 'left' || event.what === 'down')) state = event.what;
    else if (event.what === 'published' && event.topic === topic && state === 'live') offered.push(event.event ?? '');
  }
  const seen = spec[side].filter((event) => mine(event) && event.what === 'seen');
  const had = seen.filter((event) => event.step <= step);
  const later = seen.filter((event) => event.step > step).map(({ event }) => event);
  const open = offered.filter((event) => !had.some((one) => one.event === event));
  const now = had.findLast((event) => event.step === step)?.event;
  return {
    state,
    seen: had.length,
    behind: open.filter((event) => later.includes(event)),
    missed: open.filter((event) => !later.includes(event)),
    ...(now === undefined ? {} : { now }),
  };
}

/** The event that is published last, up to a step. */
export function publishedAt(spec: FanOutSceneSpec, side: Side, step: number): FanOutEvent | undefined {
  return spec[side].findLast((event) => event.what === 'published' && event.step <= step);
}
