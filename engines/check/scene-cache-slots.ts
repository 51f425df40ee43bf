import type { SceneSpecBase } from './scene';

/**
 * Keys as lanes on one axis of steps: loads in flight, lives with their fresh and stale spans, gets and what they answered;
 * and the places of the cache at the playhead, the last used in front. Places on the axis are steps: 2 is the step of index
 * 2, and 2.5 is halfway in time from it to the next. So calls of one millisecond stand apart, too.
 */
export interface CacheSlotsSceneSpec extends SceneSpecBase {
  readonly kind: 'cache-slots';
  /** How many entries may be held; absent where the cache has no bound. */
  readonly capacity?: number;
  /** Lanes, in the order of first use. */
  readonly keys: readonly string[];
  readonly reference: CacheSlotsSide;
  readonly yours: CacheSlotsSide;
  /** One a step: the keys that the contract holds then, the last used in front. */
  readonly held: readonly (readonly string[])[];
}

/** What one side shows. What never came is absent. */
export interface CacheSlotsSide {
  readonly lives: readonly CacheSlotsLife[];
  readonly loads: readonly CacheSlotsLoad[];
  readonly calls: readonly CacheSlotsCall[];
}

/** One entry. Of yours only what its answers show: from where it was put to the last get that found it. */
export interface CacheSlotsLife {
  readonly key: string;
  readonly from: number;
  /** Where it is no longer fresh, though still answered. */
  readonly staleFrom?: number;
  /** Where it ends. */
  readonly to: number;
  /** What ended it; `unknown`: nobody asked after `to`. */
  readonly end: 'expired' | 'evicted' | 'replaced' | 'deleted' | 'unknown';
}

export interface CacheSlotsLoad {
  /** `a1`, `a2`, ... */
  readonly id: string;
  readonly key: string;
  readonly from: number;
  readonly to?: number;
  readonly failed?: boolean;
}

export interface CacheSlotsCall {
  /** `c1`, `c2`, ...; the same on both sides. */
  readonly id: string;
  readonly op: 'get' | 'set' | 'delete';
  readonly key: string;
  readonly at: number;
  /** Where it was answered, if that was later. */
  readonly settled?: number;
  /** A value, nothing, an error; `none`: it never answered. */
  readonly answer: 'value' | 'nothing' | 'error' | 'none';
}
