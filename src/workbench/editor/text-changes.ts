import type { EditorChange } from './types';

/** The one change that makes `before` into `after`: what a plain text box cannot tell by itself. */
export function changeBetween(before: string, after: string): EditorChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end += 1;
  }
  return { offset: start, removed: before.length - start - end, text: after.slice(start, after.length - end) };
}

/** The text after `changes`, applied in order. */
export function applyChanges(text: string, changes: readonly EditorChange[]): string {
  return changes.reduce(
    (current, change) => current.slice(0, change.offset) + change.text + current.slice(change.offset + change.removed),
    text,
  );
}

/** Line and column, 1-based, of an offset. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** The offset of a 1-based line and column, held within the text. */
export function offsetAt(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const index = Math.min(Math.max(1, line), lines.length) - 1;
  const before = lines.slice(0, index).reduce((sum, it) => sum + it.length + 1, 0);
  return before + Math.min(Math.max(1, column) - 1, lines[index]?.length ?? 0);
}
