import type { SourceLocation } from '../types';
import { ceil, createList, floor, type List } from './primordials';

/** One evaluated condition, as the explaining build told it. */
export class Condition {
  constructor(
    readonly loc: SourceLocation,
    readonly text: string,
    readonly value: boolean,
  ) {}
}

/** One life of a node: a program evaluated, with its own globals and memory. A restart makes a new one. */
export class Process {
  /** False once it has crashed: its timers and deliveries are dropped. */
  alive = true;
  /** True once nothing of it may run: compiled `catch` and `finally` look at it through the runtime. */
  halted = false;
  /** Turns and calls counted and not yet published. */
  readonly meter = { pending: 0 };
  /** Conditions since the explanation was last taken. */
  conditions: List<Condition> = createList();
  /** Comparisons since the last condition. */
  comparisons = '';
  comparisonCount = 0;
  /** Where the last answer was given. */
  answeredAt: SourceLocation | undefined = undefined;
  /** Wall clock minus virtual time, in milliseconds: what `Date` adds. */
  wallOffset = 0;
  /** Virtual time at which this life began: the zero of `performance.now`. */
  startedAt = 0;
  /** Milliseconds that its clocks count in a virtual one: 1 is right, 0.99 is slow. */
  rate = 1;
  /** Virtual time until which nothing of it happens, as in a long collection of garbage. */
  pausedUntil = 0;
  constructor(
    readonly name: string,
    readonly incarnation: number,
  ) {}

  /**
   * Nothing of it may run from here: each function that is entered publishes its count at once, and so meets the halt.
   * Without that an iterator's `return`, which the engine calls as it unwinds, would still be heard. Answers the counts
   * that were not published.
   */
  end(): number {
    const { meter } = this;
    const left = meter.pending;
    this.halted = true;
    meter.pending = Infinity;
    return left === Infinity ? 0 : left;
  }

  /** Counts not published yet. */
  get pending(): number {
    const { pending } = this.meter;
    return pending === Infinity ? 0 : pending;
  }
}

/** What the clocks of a process have counted since it began: whole milliseconds. */
export function elapsedOn({ startedAt, rate }: Process, now: number): number {
  return rate === 1 ? now - startedAt : floor((now - startedAt) * rate);
}

/** Virtual milliseconds in which the clocks of a process count so many. */
export function virtualOn({ rate }: Process, milliseconds: number): number {
  return rate === 1 ? milliseconds : ceil(milliseconds / rate);
}
