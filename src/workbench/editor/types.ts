import type { Problem } from '../../compile/types';

/** One change of the text, in UTF-16 units of the text before it; several are applied in order. */
export interface EditorChange {
  readonly offset: number;
  readonly removed: number;
  readonly text: string;
}

/** Where the cursor stands, 1-based, and how far the text is scrolled, in CSS pixels. */
export interface EditorView {
  readonly line: number;
  readonly column: number;
  readonly scrollTop: number;
}

/** A mark on a line: the first difference, a line that has to do with it, or an error. */
export interface EditorDecoration {
  /** 1-based. */
  readonly line: number;
  readonly kind: 'divergence' | 'related' | 'error';
  /** Of the numbered triangle that stands for the same difference everywhere. */
  readonly number?: number;
  /** Shown behind the line, not part of the text. */
  readonly ghostText?: string;
}

/** Types of an exercise, known to the checker while the learner writes. */
export interface EditorContract {
  /** `contract.ts`; importable as `./contract`. */
  readonly fileName: string;
  readonly text: string;
}

/** What may be written at a place. */
export interface EditorCompletion {
  readonly label: string;
  /** Default: the label. */
  readonly insert?: string;
  /** What it is, beside it in the list. */
  readonly detail?: string;
}

/** A language other than TypeScript: how it is coloured, and how it is completed. */
export interface EditorLanguage {
  /** One in a page; the first to be known by a name stays. */
  readonly id: string;
  /** A Monarch grammar: states by name, each a list of [pattern, token] or [pattern, token, next state]. */
  readonly tokenizer: Readonly<
    Record<string, readonly (readonly [RegExp, string] | readonly [RegExp, string, string])[]>
  >;
  /** Begins a comment to the end of its line. */
  readonly lineComment: string;
  /** @param before what stands before the cursor on its line */
  complete(before: string): readonly EditorCompletion[];
}

/** What the editor is mounted on, and whom it tells. */
export interface EditorHandlers {
  onEdit?(changes: readonly EditorChange[]): void;
  onCursor?(view: EditorView): void;
  /** Ctrl+Enter or Cmd+Enter. */
  onRun?(): void;
  /** Escape, with nothing open that it would close: focus is to leave the text. */
  onLeave?(): void;
}

export type EditorProblem = Problem;

/** The least that both faces of the editor can do: the plain text box and Monaco. */
export interface TextSurface {
  getText(): string;
  setText(text: string, options: { readonly undoable: boolean }): void;
  getView(): EditorView;
  focus(): void;
  reveal(line: number): void;
}
