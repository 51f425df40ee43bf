/**
 * The compiled pack format, version 1: what `pack build` writes, what the app loads, the only way it knows exercises.
 * `index.json` of a built pack is a `PackIndex`; each exercise is a file of its own beside it, named by content hash.
 */

import type { GROWTHS } from './growths';

export interface PackIndex {
  readonly format: 1;
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly licence: string;
  readonly authors: readonly string[];
  readonly exercises: readonly ExerciseEntry[];
}

/** What the catalogue needs; small, since the catalogue loads all of them. */
export interface ExerciseEntry {
  readonly id: string;
  readonly kind: 'build' | 'design';
  /** Sheet number: `B-01`. */
  readonly sheet: string;
  readonly title: string;
  /** One line: `Admit or refuse each call; the window edge decides`. */
  readonly summary: string;
  /** The group it is listed in: `Scratch-building`. */
  readonly group: string;
  readonly patterns: readonly string[];
  readonly minutes: number;
  /** Its rungs; for a design case its stages. */
  readonly rungs: readonly { readonly id: string; readonly title: string }[];
  /** SHA-256 of the compiled exercise, hexadecimal. */
  readonly contentHash: string;
  /** File beside `index.json`: `rate-limiter.3fa2….json`. */
  readonly file: string;
}

/** A compiled build exercise. */
export interface BuildExercise {
  readonly format: 1;
  readonly kind: 'build';
  readonly id: string;
  readonly sheet: string;
  readonly title: string;
  readonly summary: string;
  readonly group: string;
  readonly patterns: readonly string[];
  readonly minutes: number;
  /** Markdown: the prompt as an interviewer says it. */
  readonly prompt: string;
  readonly rungs: readonly Rung[];
  /** Further reading. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** The prompt in the clothes of a business; one is drawn an attempt. None: `prompt` is used. */
  readonly disguises: readonly { readonly id: string; readonly title: string; readonly prompt: string }[];
  /** Facts that an interview may set otherwise, and the values that each may have; the first is the default. */
  readonly variants: { readonly [fact: string]: readonly FactValue[] };
  readonly questions: readonly Question[];
  readonly opening?: Opening;
  readonly review: Review;
  readonly changes: readonly RequirementChange[];
  /** What the API of a learner's own tests offers beside the program. Default nothing. */
  readonly services?: readonly TestService[];
  /** The banks in a file of their own, beside this one: Test runs the learner's checks on them. */
  readonly bank: { readonly file: string; readonly contentHash: string };
  /** Compiled modules: factory expressions. */
  readonly modules: { readonly scenarios: string; readonly rules: string; readonly scene: string };
}

/** What an exercise's programs are given that a learner's own test cannot make: the API of tests simulates it. */
export type TestService = 'store';

/** A compiled design case. */
export interface DesignCase {
  readonly format: 1;
  readonly kind: 'design';
  readonly id: string;
  readonly sheet: string;
  readonly title: string;
  readonly summary: string;
  readonly group: string;
  readonly patterns: readonly string[];
  readonly minutes: number;
  /** Markdown: the prompt as an interviewer says it. */
  readonly prompt: string;
  readonly disguises: BuildExercise['disguises'];
  readonly variants: BuildExercise['variants'];
  /** What may be asked; `rungs` is `[CASE_RUNG]`. */
  readonly questions: readonly Question[];
  readonly opening?: Opening;
  /** What Clarify locks: statements, each of one kind, and why. */
  readonly requirements: readonly Requirement[];
  /** Stages in the case's order, each with a time target and what its author wrote for it. */
  readonly stages: readonly CaseStageEntry[];
  /** How real systems chose, asked first. */
  readonly systems: readonly RealSystem[];
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** What a design case's attempt has in the place of a rung. */
export const CASE_RUNG = 'case';

export interface CaseStageEntry {
  readonly id: string;
  /** Minutes. */
  readonly minutes: number;
  /** Parsed by the stage's own schema; undefined for stages that the case itself holds (clarify, code). */
  readonly content?: unknown;
  /** For the stage `code`: the build exercise of the same pack. */
  readonly exercise?: string;
}

/** A statement that is in scope of some kind, or out of it. */
export interface Requirement {
  readonly id: string;
  readonly text: string;
  readonly kind: 'functional' | 'non-functional' | 'out-of-scope';
  /** Why it is of that kind, shown once it was locked. */
  readonly because: string;
}

/** How a system in production chose. */
export interface RealSystem {
  readonly id: string;
  readonly name: string;
  /** Asked before it is told. */
  readonly question: string;
  readonly options: readonly string[];
  /** Index of what it chose. */
  readonly chose: number;
  /** Markdown: how, and why. */
  readonly story: string;
  /** Year of what is told. */
  readonly year: number;
  readonly source: { readonly title: string; readonly url: string };
}

export interface Rung {
  readonly id: string;
  readonly title: string;
  /** `admits, refuses, resets` */
  readonly summary: string;
  /** Spec card: term and what was agreed. Markdown inline. */
  readonly spec: readonly { readonly term: string; readonly text: string }[];
  /** `contract.ts` for this rung: the types typed into the editor as an ambient module file. */
  readonly contract: string;
  readonly starter: string;
  /** The export that the scenarios use. */
  readonly requiredExport: string;
  /** Default facts. */
  readonly facts: { readonly [name: string]: FactValue };
  /** Rules in order, so that the page can list them before the first run. Hidden ones show when reached. */
  readonly rules: readonly { readonly id: string; readonly sentence: string; readonly shown: boolean }[];
  /** Three tiers: nudge, idea, shape. Markdown. */
  readonly hints: readonly string[];
  /** A solution, as text: shown beside the learner's after passing or on giving up. */
  readonly reference: string;
  /** Cases a rule in the browser. */
  readonly runs: number;
}

/** A fact's value. */
export type FactValue = string | number | boolean;

/** Something that a good answer says, and the words that show that it was said. */
export interface Point {
  readonly id: string;
  readonly point: string;
  /** Any one line is evidence: its words stand in one sentence; `a|b` is either. */
  readonly evidence: readonly string[];
}

/** What is judged by its points, and compared with an answer once it was given. */
export interface Answered {
  readonly points: readonly Point[];
  /** Markdown. */
  readonly answer: string;
}

/** What may be asked in Clarify. */
export interface Question {
  readonly id: string;
  readonly essential: boolean;
  /** As its card puts it. */
  readonly card: string;
  readonly phrasings: readonly string[];
  /** What decides the answer; none: it is always `answers['']`, pinned as `pins['']`. */
  readonly fact?: string;
  /** What the interviewer answers, by the fact's value as text. */
  readonly answers: { readonly [value: string]: string };
  /** What goes to the spec card, by the fact's value as text. */
  readonly pins: { readonly [value: string]: { readonly term: string; readonly text: string } };
  /** Ids of the rungs that it is for. */
  readonly rungs: readonly string[];
}

/** A short text before the code: model, scope, simplest correct version, data structures, minimal API. */
export interface Opening extends Answered {
  readonly question: string;
}

/** A question of the review. */
export interface Talk extends Answered {
  readonly id: string;
  readonly question: string;
  readonly rungs: readonly string[];
}

/** A sentence that the learner attaches to lines of the code. */
export interface Remark extends Answered {
  readonly id: string;
  readonly kind: 'invariant' | 'cost' | 'failure';
  readonly ask: string;
  readonly rungs: readonly string[];
}

/** A cost that the learner claims, and then sees measured. */
export interface CostClaim {
  readonly op: string;
  readonly rungs: readonly string[];
  /** What grows, in words. */
  readonly size: string;
  /** The scenario that measures it: its samples hold a rising number `size`. */
  readonly scenario: string;
  readonly expected: (typeof GROWTHS)[number];
}

export interface Review {
  readonly remarks: readonly Remark[];
  readonly costs: readonly CostClaim[];
  readonly followups: readonly Talk[];
  readonly tradeoffs: readonly Talk[];
  readonly production: readonly Talk[];
}

/** A requirement that an interview may change while the learner builds. */
export interface RequirementChange {
  readonly id: string;
  readonly rungs: readonly string[];
  readonly fact: string;
  readonly to: FactValue;
  /** What the interviewer says. */
  readonly says: string;
}

/** The banks of an exercise, by rung: what its learner's own checks are tried on. */
export interface ExerciseBank {
  readonly format: 1;
  readonly exercise: string;
  readonly rungs: { readonly [rung: string]: readonly BankProgram[] };
}

/** One program of a bank. */
export interface BankProgram {
  /** Name of its file, without the end. */
  readonly id: string;
  readonly kind: 'accept' | 'reject';
  /** An accept's design, a reject's mistake: the first comment of its file, in a sentence or two. */
  readonly about: string;
  /** For a reject, the rule that it breaks. */
  readonly breaks?: string;
  /** Where they are not the rung's: the facts that it is right (or wrong) under. */
  readonly facts?: { readonly [name: string]: FactValue };
  readonly source: string;
}
