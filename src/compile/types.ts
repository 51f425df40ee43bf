import type { SourceLocation } from '../../engines/kernel/types';

/** A mistake in a module's text, found before it runs. */
export interface Problem {
  readonly kind: 'syntax' | 'refused' | 'empty' | 'missing-export';
  /** What, and what to do, in a sentence or two. */
  readonly message: string;
  readonly loc?: SourceLocation;
}

/** A learner's module, compiled: two builds of one text. */
export interface CompiledProgram {
  /** The counted build: text of a `ProgramFactory` expression. */
  readonly code: string;
  /** Version 3 source map of `code`, as JSON; one source, the learner's file. */
  readonly map: string;
  /** The explaining build of the same text: records conditions and answers. */
  readonly explainCode: string;
  readonly explainMap: string;
  /** Names that the module exports as values. */
  readonly exports: readonly string[];
}

export type CompileResult =
  | { readonly ok: true; readonly program: CompiledProgram }
  | { readonly ok: false; readonly problems: readonly Problem[] };

export interface CompileOptions {
  /** Name in messages and map. Default `solution.ts`. */
  readonly fileName?: string;
  /** The export that the contract asks for; its absence is a `missing-export` problem that says what was found. */
  readonly requiredExport?: string;
}

/**
 * A pack's own module (`scenarios.ts`, `rules.ts`, `scene.ts`, or one that they import) compiled: text of
 * `(function ($k, exports, require) { ... })`, lowered but not counted. `require` knows `drydock` and the `siblings`.
 */
export interface CompiledPackModule {
  readonly code: string;
  readonly map: string;
  /** Imports of files of its own exercise, as they are written. */
  readonly siblings: readonly { readonly specifier: string; readonly loc: SourceLocation }[];
}
