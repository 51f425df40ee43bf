/** What the code's own events tell beside its text and runs. Pure. */
import * as v from 'valibot';
import type { StageEntry } from '../../attempts';

/** Its name in events. */
export const CODE = 'code';

const entry = v.variant('do', [
  /** The learner gave this rung up, to see a solution. */
  v.strictObject({ do: v.literal('give-up') }),
]);

/** What the code puts into the log. */
export type CodeEntry = v.InferOutput<typeof entry>;

/** Whether a rung was given up. */
export function isGivenUp(entries: readonly StageEntry[], rung: string): boolean {
  return entries.some((one) => one.rung === rung && v.safeParse(entry, one.data).success);
}
