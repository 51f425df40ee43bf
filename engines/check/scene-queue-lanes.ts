import type { SceneSpecBase } from './scene';

/** Jobs on the lanes of workers, those that wait as squares before a bound, and how many on the same clock. */
export interface QueueLanesSceneSpec extends SceneSpecBase {
  readonly kind: 'queue-lanes';
  readonly workers: number;
  /** How many accepted jobs may wait; absent where the queue has no bound. */
  readonly bound?: number;
  readonly reference: readonly QueueLanesJob[];
  readonly yours: readonly QueueLanesJob[];
  /** Calls that closed the pool: `drain()`, `abort()`. */
  readonly closes: readonly { readonly t: number; readonly name: string }[];
}

/** One job on one side, in virtual milliseconds. What never came is absent. */
export interface QueueLanesJob {
  /** `j1`, `j2`, ...; the same on both sides. */
  readonly id: string;
  readonly submitted: number;
  /** Where the queue has no bound: as submitted. */
  readonly accepted?: number;
  readonly started?: number;
  readonly ended?: number;
  /** Whether it ended by failing. */
  readonly failed?: boolean;
  /** When its producer was told that it will never start. */
  readonly refused?: number;
}
