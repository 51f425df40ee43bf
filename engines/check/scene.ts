import type { Data } from '../kernel/types';

/**
 * What an exercise's `scene.ts` may answer: data for one of the app's drawings. The drawings' own parsers have the last
 * word; these types let an author's editor complete them.
 */
export interface SceneSpecBase {
  /** Which drawing. */
  readonly kind: string;
  /** One plain sentence above the drawing: what happened, what the contract says. */
  readonly sentence: string;
  /** Steps of the scrubber, in order. */
  readonly steps: readonly SceneStep[];
  /** Index into `steps` of the first difference, where there is one. */
  readonly firstDifference?: number;
}

/** One step of the scrubber. */
export interface SceneStep {
  /** `seq` of the learner's trace event it stands on. */
  readonly seq: number;
  readonly t: number;
  /** Spoken and shown: `t = 1000: allow("a") refused; the reference admits`. */
  readonly text: string;
  /** Rows of the comparison under the drawing. */
  readonly state: readonly {
    readonly label: string;
    readonly reference: string;
    readonly yours: string;
    readonly differs: boolean;
  }[];
  /** The learner's line that decided this step, where known. */
  readonly line?: number;
}

/** Requests on a time axis with a window bracket. */
export interface WindowSceneSpec extends SceneSpecBase {
  readonly kind: 'window';
  readonly operation: string;
  /** The number the window may hold. */
  readonly limit: number;
  readonly windowMs: number;
  /** `closed-open`: [start, end), opened by a request; `open-closed`: (t - W, t]. */
  readonly edges: 'closed-open' | 'open-closed';
  readonly requests: readonly WindowRequest[];
}

/** One request of a window scene. */
export interface WindowRequest {
  /** `r1`, `r2`, ... */
  readonly id: string;
  readonly key: string;
  readonly t: number;
  readonly reference: 'admit' | 'reject';
  readonly yours: 'admit' | 'reject' | 'error' | 'none';
  /** The reference's window at this request. */
  readonly window: { readonly from: number; readonly to: number };
  /** Requests of the same key that count against this one: in the reference, and by the learner's own answers. */
  readonly heldByReference: readonly string[];
  readonly heldByYours: readonly string[];
}

/** A scene as plain data, which is what crosses to the page. */
export function sceneData(spec: SceneSpecBase): Data {
  return spec as unknown as Data;
}
