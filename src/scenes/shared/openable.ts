import type { Parsed, Scene, SceneSpecBase, SceneTable } from '../types';

/** A spec with its scene, its types hidden: what the frame shows, whatever the kind. */
export interface OpenScene {
  readonly spec: SceneSpecBase;
  readonly title: string;
  readonly description: string;
  readonly table: SceneTable;
  /** Draws a step into the group and returns the picture's size, in pixels. */
  draw(target: SVGGElement, width: number, step: number): { readonly width: number; readonly height: number };
}

/** A kind of scene that can be opened on what came from the judge. */
export interface OpenableScene {
  readonly kind: string;
  open(value: unknown): Parsed<OpenScene>;
}

/** Hides a scene's own types behind `open`, so that frames and registry need to know none of them. */
export function openable<
  Spec extends SceneSpecBase,
  Layout extends { readonly width: number; readonly height: number },
>(scene: Scene<Spec, Layout>): OpenableScene {
  return {
    kind: scene.kind,
    open(value) {
      const parsed = scene.parse(value);
      if (!parsed.ok) return parsed;
      const { spec } = parsed;
      return {
        ok: true,
        spec: {
          spec,
          ...scene.describe(spec),
          table: scene.table(spec),
          draw(target, width, step) {
            const layout = scene.layout(spec, { width }, step);
            scene.draw(target, layout);
            return { width: layout.width, height: layout.height };
          },
        },
      };
    },
  };
}
