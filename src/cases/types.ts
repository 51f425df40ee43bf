import type { Component } from 'svelte';
import type { StageEntry } from '../attempts';
import type { Data } from '../../engines/kernel/types';
import type { StageFormat } from '../packs/stage-format';
import type { FactValue } from '../packs/types';

export type { StageFormat } from '../packs/stage-format';

/** Facts of one attempt at a case: what its variant and the answers in Clarify have settled. */
export type CaseFacts = { readonly [fact: string]: FactValue };

/** What the component of a stage of a case is shown with. It knows nothing of any one case, nor of other stages. */
export interface CaseStageProps<Content> {
  readonly content: Content;
  readonly facts: CaseFacts;
  /** Settles what is drawn for this attempt: uint32. */
  readonly seed: number;
  /** Start of the attempt: milliseconds since the epoch. */
  readonly startedAt: number;
  /** What was done in this try of the stage so far, oldest first. */
  readonly entries: readonly StageEntry[];
  readonly isReadOnly: boolean;
  /** Appends to the log; `data` is the stage's own. */
  readonly keep: (data: Data) => void;
  /** Grades what is kept, as the frame's button does; for a stage whose editor takes Ctrl+Enter for itself. */
  readonly check?: () => void;
  /** In an interview: nothing is said of how it goes, and nothing missing is named. */
  readonly isStrict?: boolean;
  /** Where the way leads after this stage. */
  readonly next: { readonly href: string; readonly title: string };
}

/** What a grade says in every stage, so that the frame can show them alike and put them side by side. */
export interface StageGrade {
  /** Points of the reference criteria that were met, each in a sentence. */
  readonly found: readonly Finding[];
  readonly missing: readonly Finding[];
  /** Met only by the learner's own claim. */
  readonly contested: readonly Finding[];
  /** How far this is from the reference: 0 to 1 by weight. */
  readonly share: number;
  /** The best next step, in a sentence. */
  readonly next: string;
}

export interface Finding {
  readonly id: string;
  readonly text: string;
  /** Where it stands in the learner's work, so that a link can open it: a row's name, a line. */
  readonly place?: string;
}

/**
 * A statement that one stage makes and another may contradict, as data: `{ subject: 'storage.bytes', value: 9e13 }`.
 * The frame holds the claims of all stages against each other.
 */
export interface Claim {
  readonly subject: string;
  readonly value: number | string | boolean;
  /** In the stage's words. */
  readonly says: string;
  readonly place?: string;
}

/** A stage of design cases. Its folder holds state (from entries), pure grading and a component. */
export interface CaseStage<Content = never> {
  readonly format: StageFormat<Content>;
  /** As the rail says it. */
  readonly title: string;
  /** Place in the rail. */
  readonly order: number;
  grade(content: Content, facts: CaseFacts, entries: readonly StageEntry[]): StageGrade;
  claims?(content: Content, facts: CaseFacts, entries: readonly StageEntry[]): readonly Claim[];
  load(): Promise<{ readonly default: Component<CaseStageProps<Content>> }>;
}
