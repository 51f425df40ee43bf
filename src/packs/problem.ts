/**
 * A mistake in a pack, for its author: what is wrong, where, and what to do. Every step of reading, building and
 * checking a pack answers with these; none throws for what an author wrote.
 */
export interface PackProblem {
  /** Path of the file as the author would name it, relative to where the command was given. */
  readonly file: string;
  /** 1-based; absent where the fault is the file itself. */
  readonly line?: number;
  readonly column?: number;
  /** What is wrong and what to do, one or two sentences. */
  readonly message: string;
}

/** A value, or everything that kept it from being one. */
export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly PackProblem[] };

/** `exercise.yaml:12:3: unknown key "titel". Did you mean "title"?`: the form that editors make clickable. */
export function formatProblem(problem: PackProblem): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(':');
  return `${place}: ${problem.message}`;
}
