import type { LadderRung } from './carry';
import type { AttemptEnvironment } from './environment';
import type { AttemptKey, LogEventBody } from './types';

/** The file of an exercise that has one. */
export const DEFAULT_FILE = 'solution.ts';

/** What is opened. */
export interface OpenAttempt {
  readonly key: AttemptKey;
  /** The exercise's rungs, easiest first. */
  readonly ladder: readonly LadderRung[];
  /** The rung to open; default where the learner left off, else the first. */
  readonly rung?: string;
  /** The learner's file. Default `solution.ts`. */
  readonly file?: string;
  /** Default: the page's. */
  readonly environment?: AttemptEnvironment;
}

/** The first events of an attempt: the open rung, with its starter. */
export function startBodies(
  options: OpenAttempt,
  rung: string = options.rung ?? options.ladder[0]?.id ?? '',
): LogEventBody[] {
  const text = options.ladder.find((candidate) => candidate.id === rung)?.starter ?? '';
  return [
    { type: 'start', rung },
    { type: 'text', rung, file: options.file ?? DEFAULT_FILE, text, why: 'start' },
  ];
}
