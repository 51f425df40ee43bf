/**
 * Scenes are drawn in three steps, the first two pure: trace -> spec (the exercise's `scene.ts`, in the judge) ->
 * layout (numbers) -> drawing (D3). A spec is data: it comes out of the sandbox and is parsed by the scene's schema.
 */
export interface SceneSpecBase {
  /** Which drawing: `window`, `queue-lanes`, ... */
  readonly kind: string;
  /** One plain sentence above the drawing: what happened, what the contract says. */
  readonly sentence: string;
  /** Steps of the scrubber, in order. */
  readonly steps: readonly SceneStep[];
  /** Index into `steps` of the first difference, where there is one. */
  readonly firstDifference?: number;
}

export interface SceneStep {
  /** `seq` of the learner's trace event it stands on. */
  readonly seq: number;
  readonly t: number;
  /** Spoken and shown: `t = 1000: allow("a") refused; the reference admits`. */
  readonly text: string;
  /** Rows of the comparison under the scene: `held in window`, `ref`, `yours`, and whether they differ. */
  readonly state: readonly {
    readonly label: string;
    readonly reference: string;
    readonly yours: string;
    readonly differs: boolean;
  }[];
  /** The learner's line that decided this step, where known. Filled in from `decisions`. */
  readonly line?: number;
}

/** Requests on a time axis with a window bracket; `rate-limiter`, `rolling-metrics`. */
export interface WindowSceneSpec extends SceneSpecBase {
  readonly kind: 'window';
  readonly operation: string;
  /** The number the window may hold. */
  readonly limit: number;
  readonly windowMs: number;
  /** `fixed`: [start, end), opened by a request; `sliding`: (t - W, t]. */
  readonly edges: 'closed-open' | 'open-closed';
  readonly requests: readonly WindowRequest[];
}

export interface WindowRequest {
  /** `r1`, `r2`, ... */
  readonly id: string;
  readonly key: string;
  readonly t: number;
  readonly reference: 'admit' | 'reject';
  readonly yours: 'admit' | 'reject' | 'error' | 'none';
  /** The reference's window at this request; null bounds never occur. */
  readonly window: { readonly from: number; readonly to: number };
  /** Requests of the same key that count against this one: in the reference, and by the learner's own answers. */
  readonly heldByReference: readonly string[];
  readonly heldByYours: readonly string[];
}

export type SceneSpec = WindowSceneSpec;

/** What a scene's parser found: the spec, or one sentence with what is wrong, where, and what to do. */
export type Parsed<Spec> =
  { readonly ok: true; readonly spec: Spec } | { readonly ok: false; readonly problem: string };

/** The scene as a table, for whoever does not see the drawing: a header and, for each step, its cells. */
export interface SceneTable {
  readonly columns: readonly string[];
  /** One entry a column. `step` is an index into the spec's steps. */
  cells(step: number): readonly string[];
}

/**
 * A drawing. It is added as one folder, `src/scenes/<kind>/`, whose `scene.ts` exports it as `scene`; nothing else
 * names it. `parse`, `layout`, `describe` and `table` are pure; `draw` brings a group of the page to a layout.
 */
export interface Scene<Spec extends SceneSpecBase, Layout extends { readonly width: number; readonly height: number }> {
  readonly kind: Spec['kind'];
  /** Refuses what is not a spec of this kind, saying what and where. */
  parse(value: unknown): Parsed<Spec>;
  /** Numbers only: the picture at one step, `size.width` pixels wide. */
  layout(spec: Spec, size: { readonly width: number }, step: number): Layout;
  /** Joins the layout's marks to the group's children; may be called again with any other layout. */
  draw(target: SVGGElement, layout: Layout): void;
  /** The drawing's name and its whole story. */
  describe(spec: Spec): { readonly title: string; readonly description: string };
  table(spec: Spec): SceneTable;
}
