import { formatRoute } from '../app/routes';
import type { ExerciseProgress } from '../attempts';
import type { ExerciseEntry } from '../packs';

/** The address at which an exercise or a case is gone on with, or begun. */
export function addressOf(entry: ExerciseEntry, progress?: Pick<ExerciseProgress, 'leftOff'>): string {
  if (entry.kind === 'design') return formatRoute({ page: 'design', exercise: entry.id });
  return formatRoute({ page: 'build', exercise: entry.id, rung: progress?.leftOff?.rung ?? entry.rungs[0]?.id });
}
