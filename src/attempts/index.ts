/** Attempts: open one, add to it, see how it is saved; progress for the catalogue. See README.md beside this file. */
export { type Attempt } from './attempt.svelte';
export { attemptFile, MAX_FILE_BYTES, parseAttemptFile } from './file';
export { type LadderRung } from './carry';
export { type LoadedSummaries, loadSummaries } from './load';
export {
  beginInterview,
  keepAttempt,
  type Moment,
  openAttempt,
  openInterview,
  readAttempt,
  type Recorded,
  startNewAttempt,
  startPracticeAt,
} from './open';
export { type OpenAttempt } from './opening';
export { type AttemptSummary, type ExerciseProgress, exerciseProgress, type RunTally } from './progress';
export { type AttemptState, type Entry, parseLog, replay, type StageEntry } from './replay';
export type { AttemptHead, AttemptKey, LogEvent, RunRecord, SaveState, TextChange } from './types';
export { MAX_ARCHIVE_BYTES } from './transfer/archive';
export { exportAttempts, type Imported, importAttempts, type ImportReport } from './transfer/transfer';
