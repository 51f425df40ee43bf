/** What a plan says: who takes part, what is done to them when, and what goes wrong. Plain data. */

/** What is done to the programs. Nodes are `n1`, `n2`, ... in this order. */
export type Plan = {
  readonly ttlMs: number;
  readonly maxSkewMs: number;
  readonly nodes: readonly NodePlan[];
  readonly acts: readonly Act[];
  readonly links?: readonly LinkFault[];
  /**
   * `isLeader()` is asked on every node at multiples of it, when a lease is got or ends, and when a node wakes. Left out:
   * never.
   */
  readonly askEveryMs?: number;
  /** Each node writes as soon as it has got a lease, too. */
  readonly writesWhenLed?: boolean;
  /** The end, unless one leads before: see `patienceMs`. */
  readonly untilMs: number;
  /** From when on nothing goes wrong any more. */
  readonly healedMs?: number;
  /** How long after that nobody need lead. A run is over before `untilMs` once somebody does, and a lease and a half has passed. */
  readonly patienceMs?: number;
};

export type NodePlan = {
  /** Ids of its electors. Most nodes have one, of the node's own name. */
  readonly ids: readonly string[];
  /** How long a request and an answer travel, in ms ≥ 1. */
  readonly requestMs: number;
  readonly replyMs: number;
  /** Milliseconds that its clock counts in a true one. Default 1. */
  readonly rate?: number;
};

export type Act = {
  readonly atMs: number;
  readonly node: number;
  readonly do: 'acquire' | 'release' | 'start' | 'stop' | 'write' | 'crash' | 'restart' | Pause | 'jump';
  /** Which of its electors. Default the first. */
  readonly elector?: number;
  /** How long a pause is, how far the wall clock jumps, how long a write is under way. */
  readonly forMs?: number;
};

/** At once, or when its next request after that has reached the store and its answer is on the way. */
export type Pause = 'pause' | 'pause-in-call';

/** What happens to requests that a node sends in [fromMs, toMs). */
export type LinkFault = {
  readonly node: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly loses?: 'request' | 'reply';
  /** How much longer its answers take. */
  readonly slowerMs?: number;
};

export function nameOf(index: number): string {
  return `n${index + 1}`;
}

/** From when on nothing happens to the nodes any more, in ms of virtual time. */
export function calmFromMs({ acts, healedMs = 0 }: Plan): number {
  return acts.reduce((latest, act) => (ENDS_CALM.includes(act.do) ? Math.max(latest, act.atMs) : latest), healedMs);
}

const ENDS_CALM: readonly string[] = ['stop', 'restart'];
