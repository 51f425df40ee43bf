/** Which part of a program an edit went to: the nearest named thing above it. Pure. */
import { applyEdits, type EditAt } from './edits';

const NAMED =
  /^\s*(?:export\s+)?(?:default\s+)?(?:(?:public|private|protected|static|async|override)\s+)*(?:function\*?\s+(\w+)|class\s+(\w+)|(?:const|let)\s+(\w+)\s*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*(?::[^=]+)?=>|(?:get\s+|set\s+)?#?(\w+)\s*\([^)]*\)\s*(?::[^{]+)?\{)/;
const KEYWORDS = new Set(['if', 'for', 'while', 'switch', 'catch', 'return', 'function']);

function nameOf(line: string): string | undefined {
  const match = NAMED.exec(line);
  const name = match?.slice(1).find((group) => group !== undefined);
  return name === undefined || KEYWORDS.has(name) ? undefined : name;
}

/** Names of the parts of a program. */
export function partsOf(code: string): readonly string[] {
  return [...new Set(code.split('\n').flatMap((line) => nameOf(line) ?? []))];
}

/** The part that a place belongs to; undefined above the first. */
function partAt(code: string, offset: number): string | undefined {
  const end = code.indexOf('\n', offset);
  const lines = code.slice(0, end < 0 ? undefined : end).split('\n');
  return lines.map(nameOf).findLast((name) => name !== undefined);
}

/** At most this much of a pause counts to the part that was being edited. */
const PAUSE_MS = 60_000;

/** Time spent on each part, and when each had taken how long: edits and the pauses after them. */
export function timeByPart(
  edits: readonly EditAt[],
): ReadonlyMap<string, readonly { readonly atMs: number; readonly spentMs: number }[]> {
  const spent = new Map<string, { atMs: number; spentMs: number }[]>();
  const steps = applyEdits(edits);
  for (const [at, { text, offset, elapsedMs }] of steps.entries()) {
    const part = partAt(text, offset);
    if (part === undefined) continue;
    const pause = Math.min(PAUSE_MS, (steps[at + 1]?.elapsedMs ?? elapsedMs) - elapsedMs);
    const before = spent.get(part) ?? [];
    const total = (before.at(-1)?.spentMs ?? 0) + pause;
    spent.set(part, [...before, { atMs: elapsedMs + pause, spentMs: total }]);
  }
  return spent;
}
