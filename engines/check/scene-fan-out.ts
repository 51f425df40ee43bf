import type { SceneSpecBase } from './scene';

/** A publisher, its topics, and the subscribers of each: who has seen what and who is how far behind, on both sides. */
export interface FanOutSceneSpec extends SceneSpecBase {
  readonly kind: 'fan-out';
  /** Events that may wait for one subscription; absent where subscribers are called synchronously. */
  readonly buffer?: number;
  readonly subscribers: readonly { readonly id: string; readonly topic: string }[];
  /** In the order of the run. */
  readonly reference: readonly FanOutEvent[];
  readonly yours: readonly FanOutEvent[];
}

/** Something that happened on one side. */
export interface FanOutEvent {
  /** Index of the step from which on it is drawn. */
  readonly step: number;
  /** `published` has `event` and `topic`, `seen` has `event` and `subscriber`, the others have `subscriber`. */
  readonly what: 'published' | 'joined' | 'left' | 'down' | 'seen';
  readonly subscriber?: string;
  readonly event?: string;
  readonly topic?: string;
}
