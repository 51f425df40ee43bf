import type { OpenableScene } from './shared/openable';

/** Every folder with a `scene.ts`, by its path. Each is a chunk of its own, with D3, fetched when first drawn. */
const folders = import.meta.glob<{ readonly scene: OpenableScene }>('./*/scene.ts');

/** The scene of a kind, or undefined where there is no folder of that name. Rejects when its code cannot be fetched. */
export async function loadScene(kind: string): Promise<OpenableScene | undefined> {
  const path = `./${kind}/scene.ts`;
  if (!Object.hasOwn(folders, path)) return undefined;
  return (await folders[path]!()).scene;
}
