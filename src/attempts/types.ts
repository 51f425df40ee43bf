/**
 * Everything a learner does is an event of an append-only log. Drafts, progress, the last verdicts, an interview's
 * clock and its recorder are all derived from it, never stored beside it.
 */
export interface AttemptKey {
  readonly exercise: string;
  /** The exercise's content hash: an attempt is pinned to what it was made on. */
  readonly contentHash: string;
}

export interface AttemptHead extends AttemptKey {
  readonly id: string;
  /** Format of its events; newer than known is refused untouched. */
  readonly format: 1;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly seed: number;
}

/** One event as appended. `index` is dense within the attempt; `at` is milliseconds since the epoch. */
export interface LogEvent {
  readonly attempt: string;
  readonly index: number;
  readonly at: number;
  readonly body: LogEventBody;
}

export type LogEventBody =
  | { readonly type: 'start'; readonly rung: string }
  | { readonly type: 'rung'; readonly rung: string }
  /** One change of a file's text, as Monaco reports it: offsets in UTF-16 units, applied in order. */
  | {
      readonly type: 'edit';
      readonly file: string;
      readonly changes: readonly { readonly offset: number; readonly removed: number; readonly text: string }[];
    }
  /** The whole text: at the start, after a reset or an import, and every so often so that a log replays quickly. */
  | {
      readonly type: 'text';
      readonly file: string;
      readonly text: string;
      readonly why: 'start' | 'reset' | 'rung' | 'snapshot' | 'restore';
    }
  | {
      readonly type: 'cursor';
      readonly file: string;
      readonly line: number;
      readonly column: number;
      readonly scrollTop: number;
    }
  | { readonly type: 'run'; readonly run: number; readonly rung: string; readonly seed: number }
  /** How a run ended, and what the panels showed, so that a reload shows it again. */
  | { readonly type: 'verdict'; readonly run: number; readonly rung: string; readonly result: RunRecord }
  | { readonly type: 'hint'; readonly rung: string; readonly tier: number };

/** What is kept of a run. */
export interface RunRecord {
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'stopped';
  readonly rules: readonly unknown[];
  readonly halt?: unknown;
  readonly console: readonly unknown[];
  readonly ms: number;
}
