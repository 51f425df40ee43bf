/** What is done to a bus, as data. */

/** What is done to the program. Subscriptions are `s1`, `s2`, ... and events `e1`, `e2`, ... in these orders. */
export type Plan = {
  readonly options?: { readonly buffer: number; readonly overflow: Overflow; readonly maxFailures?: number };
  readonly subs: readonly SubPlan[];
  readonly steps: readonly StepPlan[];
  /** What a subscriber does when it is called with an event, besides taking its time. */
  readonly reactions?: readonly ReactionPlan[];
  readonly asksStats?: boolean;
};

export type Overflow = 'drop-oldest' | 'drop-newest' | 'disconnect';

export type SubPlan = {
  readonly topic: string;
  /** Index of the subscription whose very function it has. */
  readonly like?: number;
  /** Tens of milliseconds for its calls, in turn; 0 fulfils at once. Asynchronous rungs only. */
  readonly takes?: readonly number[];
  /** Whether its calls reject, in turn. */
  readonly fails?: readonly boolean[];
  readonly bus?: number;
  readonly signal?: boolean;
};

export type StepPlan =
  | { readonly do: 'subscribe' | 'unsubscribe' | 'abort'; readonly sub: number; readonly atMs?: number }
  | {
      readonly do: 'publish';
      readonly topic: string;
      readonly event: number;
      readonly atMs?: number;
      readonly bus?: number;
      readonly value?: OddValue;
    };

export type ReactionPlan = {
  readonly sub: number;
  readonly event: number;
  readonly steps?: readonly StepPlan[];
  readonly throws?: boolean;
};

export const ODD = ['object', 'undefined', 'null', 'zero', 'empty', 'false', 'function'] as const;

export type OddValue = (typeof ODD)[number];

export const SYNC = ['broadcast', 'ordering', 'unsubscribe'];

export const NESTED = ['ordering', 'unsubscribe'];

export const ASYNC = ['slow-subscriber', 'dead-subscriber'];

export const ALL = [...SYNC, ...ASYNC];

export const DEAD = ['dead-subscriber'];

/** Virtual milliseconds after the last step, for all that still works. */
export const PATIENCE_MS = 600;

export function subName(index: number): string {
  return `s${index + 1}`;
}

export function eventName(index: number): string {
  return `e${index + 1}`;
}

/** When a call ends that begins now and takes so many tens: always 5 past a ten. */
export function endOf(nowMs: number, tens: number): number {
  return Math.floor(nowMs / 10) * 10 + 5 + 10 * tens;
}

export function errorName(sub: number, event: number): string {
  return `Error_${subName(sub)}_${eventName(event)}`;
}

export function inTurn<T>(list: readonly T[] | undefined, turn: number): T | undefined {
  return list === undefined || list.length === 0 ? undefined : list[turn % list.length];
}
