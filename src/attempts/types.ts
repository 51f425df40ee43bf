import type { Counterexample, RuleResult } from '../../engines/check/types';
import type { ConsoleLine, Data, Halt } from '../../engines/kernel/types';

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
  /** uint32 */
  readonly seed: number;
  /** What it is, where it is no practice. An interview stands apart: practice at the exercise never goes on with it. */
  readonly kind?: 'interview';
}

/** One event as appended. `index` is dense within the attempt; `at` is milliseconds since the epoch. */
export interface LogEvent {
  readonly attempt: string;
  readonly index: number;
  readonly at: number;
  readonly body: LogEventBody;
}

/** One replacement in a text: offset and length in UTF-16 units. */
export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

export type LogEventBody =
  | { readonly type: 'start'; readonly rung: string }
  /** Another rung was opened. The text it begins with follows as a `text` event. */
  | { readonly type: 'rung'; readonly rung: string }
  /** One change of a file's text on the current rung, as Monaco reports it: applied in order. Lines end in `\n`. */
  | { readonly type: 'edit'; readonly file: string; readonly changes: readonly TextChange[] }
  /**
   * The whole text: at the start, on entering a rung, after a reset or an import, and every so often so that a log
   * replays quickly. It names its rung, so that a log whose middle is damaged finds its footing again here.
   */
  | {
      readonly type: 'text';
      readonly rung: string;
      readonly file: string;
      readonly text: string;
      readonly why: 'start' | 'reset' | 'rung' | 'snapshot' | 'restore';
    }
  | {
      readonly type: 'cursor';
      readonly file: string;
      /** 1-based, as the editor counts. */
      readonly line: number;
      readonly column: number;
      readonly scrollTop: number;
    }
  | {
      readonly type: 'run';
      /** Counted from 1 over the attempt. */
      readonly run: number;
      readonly rung: string;
      readonly seed: number;
      /** Only where it was not the attempt's own: the exercise has changed since the attempt was started. */
      readonly contentHash?: string;
    }
  /** How a run ended, and what the panels showed, so that a reload shows it again. */
  | { readonly type: 'verdict'; readonly run: number; readonly rung: string; readonly result: RunRecord }
  | { readonly type: 'hint'; readonly rung: string; readonly tier: number }
  /**
   * Something was done in a stage: a question, an answer, a grade. What it holds is the stage's own, which parses it when
   * it is read; a stage that is not known here is kept and passed over.
   */
  | { readonly type: 'stage'; readonly stage: string; readonly rung: string; readonly data: Data };

/** What is kept of a run. */
export interface RunRecord {
  readonly outcome: 'pass' | 'fail' | 'unknown' | 'stopped';
  readonly rules: readonly RuleResult[];
  /** What ended the program itself, where something did, and the smallest run that shows it. */
  readonly halt?: Halt;
  readonly counterexample?: Counterexample;
  readonly console: readonly ConsoleLine[];
  readonly ms: number;
}

/** Whether the learner's work is safe, for the title block. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: number }
  /** Typed and not yet written; at most some 300 ms. */
  | { readonly kind: 'saving' }
  /** Not written, kept in memory and tried again. `message` says what happened and what to do. */
  | {
      readonly kind: 'failed';
      readonly reason: StoreErrorCode;
      readonly message: string;
      /** Events that only this tab knows. */
      readonly unsaved: number;
    }
  | { readonly kind: 'read-only'; readonly reason: ReadOnlyReason; readonly message: string };

/** `other-tab`: another tab writes this attempt. `taken-over`: it took the writing from this one. */
export type ReadOnlyReason = 'other-tab' | 'taken-over' | 'newer-format';

export type StoreErrorCode =
  /** No room: the browser's quota is used up. */
  | 'quota'
  /** There is no IndexedDB here, or it refuses to open. */
  | 'unavailable'
  /** A newer Drydock in another tab has upgraded the database. */
  | 'newer-database'
  /** Somebody else has written where this tab was about to. */
  | 'taken-over'
  /** Any other failure of a write or read; it is tried again. */
  | 'failed';
