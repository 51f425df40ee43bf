import type { Component } from 'svelte';
import type { Attempt } from '../attempts';
import type { BuildExercise, Rung } from '../packs';

/** What every stage is shown with. */
export interface StageProps {
  readonly exercise: BuildExercise;
  readonly contentHash: string;
  readonly rung: Rung;
  readonly attempt: Attempt;
  /** Whether some run of the rung passed, in this attempt or before. */
  readonly isPassed: boolean;
}

/**
 * A stage of an exercise beside the code. Its folder holds state (from the attempt's events), pure grading and a
 * component; `stage.ts` exports one of these, and the rail finds it.
 */
export interface Stage {
  /** Stands in the address and in the attempt's events. */
  readonly id: string;
  /** As the rail says it. */
  readonly title: string;
  /** Place in the rail; the code is 20. */
  readonly order: number;
  /** Whether this exercise has anything for it. */
  isOffered(exercise: BuildExercise): boolean;
  /** Whether the learner has been through it on this rung. */
  isDone(place: { readonly exercise: BuildExercise; readonly rung: Rung; readonly attempt: Attempt }): boolean;
  load(): Promise<{ readonly default: Component<StageProps> }>;
}
