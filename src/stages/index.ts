/** The stages beside the code, by folder: adding one is adding a folder with a `stage.ts`. */
import type { BuildExercise } from '../packs';
import type { Stage } from './types';

export type { Stage, StageProps } from './types';

/** Where the code stands among them. */
export const CODE_ORDER = 20;

const ALL = Object.values(import.meta.glob<Stage>('./*/stage.ts', { eager: true, import: 'stage' })).sort(
  (a, b) => a.order - b.order,
);

/** The stages that an exercise has something for, in order. */
export function stagesOf(exercise: BuildExercise): readonly Stage[] {
  return ALL.filter((stage) => stage.isOffered(exercise));
}
