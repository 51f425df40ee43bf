/**
 * The compiled pack format, version 1: what `pack build` writes, what the app loads, the only way it knows exercises.
 * `index.json` of a built pack is a `PackIndex`; each exercise is a file of its own beside it, named by content hash.
 */

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
  /** Compiled modules: factory expressions. */
  readonly modules: { readonly scenarios: string; readonly rules: string; readonly scene: string };
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
  readonly facts: { readonly [name: string]: string | number | boolean };
  /** Rules in order, so that the page can list them before the first run. Hidden ones show when reached. */
  readonly rules: readonly { readonly id: string; readonly sentence: string; readonly shown: boolean }[];
  /** Three tiers: nudge, idea, shape. Markdown. */
  readonly hints: readonly string[];
  /** Cases a rule in the browser. */
  readonly runs: number;
}
