import type { SceneSpecBase } from './scene';

/** Nodes on lanes of one time axis, what travels between them and a store, and who held what lease when. */
export interface NodeLanesSceneSpec extends SceneSpecBase {
  readonly kind: 'node-lanes';
  /** The stretch of virtual time that is drawn. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Names of the nodes, from top to bottom. */
  readonly nodes: readonly string[];
  /** Name of the lane below them: what they all talk to. */
  readonly store: string;
  /** Who held the lease in the reference's run of the same case. */
  readonly reference: readonly NodeLanesLease[];
  readonly leases: readonly NodeLanesLease[];
  readonly messages: readonly NodeLanesMessage[];
  /** When a node was down, or stood still. */
  readonly faults: readonly NodeLanesFault[];
  /** One for each step, in order: where it stands. */
  readonly events: readonly NodeLanesEvent[];
  /** What must not be: two leaders, or one whose lease is over. */
  readonly overlap?: NodeLanesOverlap;
}

/** One lease, in virtual ms. */
export interface NodeLanesLease {
  readonly id: string;
  readonly node: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly text: string;
}

/** A message: its slope is its latency, and one that is lost ends in a cross at `toMs`. */
export interface NodeLanesMessage {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isLost: boolean;
  readonly text: string;
}

export interface NodeLanesFault {
  readonly id: string;
  readonly node: string;
  readonly kind: 'down' | 'paused';
  readonly fromMs: number;
  /** Absent where it does not end. */
  readonly untilMs?: number;
}

export interface NodeLanesEvent {
  readonly node: string;
  readonly t: number;
  /** `leads` and `follows` are answers of the node to who asks whether it leads. */
  readonly kind: 'step' | 'leads' | 'follows';
}

export interface NodeLanesOverlap {
  readonly fromMs: number;
  readonly untilMs: number;
  /** The nodes that are part of it. */
  readonly nodes: readonly string[];
  /** `two leaders for 120 ms` */
  readonly text: string;
}
