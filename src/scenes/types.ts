/**
 * Scenes are drawn in three steps, the first two pure: trace -> spec (the exercise's `scene.ts`, in the judge) ->
 * layout (numbers) -> drawing (D3). A spec is data: it comes out of the sandbox and is parsed by the scene's schema. Its
 * types stand with the judge, since packs write against them.
 */
import type { SceneSpecBase } from '../../engines/check/scene';

export type { NodeLanesLease, NodeLanesSceneSpec } from '../../engines/check/scene-node-lanes';
export type {
  CacheSlotsCall,
  CacheSlotsLife,
  CacheSlotsLoad,
  CacheSlotsSceneSpec,
  CacheSlotsSide,
} from '../../engines/check/scene-cache-slots';
export type { FanOutEvent, FanOutSceneSpec } from '../../engines/check/scene-fan-out';
export type { QueueLanesJob, QueueLanesSceneSpec } from '../../engines/check/scene-queue-lanes';
export type { SceneSpecBase, SceneStep, WindowRequest, WindowSceneSpec } from '../../engines/check/scene';

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
