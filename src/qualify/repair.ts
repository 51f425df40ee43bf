/**
 * A reject with only its mistake mended, so that qualification can ask whether the mistake is all that is wrong with it.
 *
 * The mistake is marked where it stands: the text after `// right:` takes the place of what is before it on its line,
 * and a mark with nothing behind it takes the line away.
 *
 *     if (window.count > limit) return false; // right: if (window.count >= limit) return false;
 *     window.start = nowMs; // right:
 *     // right: queue.shift();
 *
 * A whole design that is wrong names a right one in its header, `// repair: <accept>`. A reject that says neither and is
 * an accept but for a few lines needs nothing: that accept is its repair.
 */

/** A program that a repair may be taken from. */
export interface RightProgram {
  /** Name of its file, without the end. */
  readonly id: string;
  readonly source: string;
}

export type Repair =
  /** `marks`: the source is the reject's own with its marks applied. */
  | { readonly by: 'marks'; readonly source: string }
  /** `accept`: the reject, mended, is this accept, which is judged anyway. */
  | { readonly by: 'accept'; readonly accept: string }
  | { readonly by: 'none'; readonly message: string };

/** Lines in which a reject may differ from an accept that it is a slip of. */
const MOST_LINES = 4;
const MARK = /^(\s*)(.*?)\s*\/\/ right:[ \t]?(.*)$/;
const HEADER = /^\/\/ repair:[ \t]*(\S+)/m;

/** How a reject is mended. Pure. */
export function repairOf(source: string, accepts: readonly RightProgram[]): Repair {
  const named = HEADER.exec(source)?.[1];
  const ids = accepts.map(({ id }) => id).join(', ');
  if (named !== undefined) {
    if (accepts.some(({ id }) => id === named)) return { by: 'accept', accept: named };
    return { by: 'none', message: `its header names the repair "${named}", which is no accept. There are: ${ids}` };
  }
  const lines = source.split('\n');
  if (lines.some((line) => MARK.test(line))) return { by: 'marks', source: lines.flatMap(mended).join('\n') };
  const near = accepts
    .map(({ id, source: right }) => ({ id, lines: linesApart(source, right) }))
    .sort((a, b) => a.lines - b.lines)[0];
  if (near !== undefined && near.lines <= MOST_LINES) return { by: 'accept', accept: near.id };
  return {
    by: 'none',
    message:
      'nothing says what would mend it. Mark the mistake with "// right: <the line as it should be>", or, where the whole design is wrong, name a right one in the header: "// repair: <accept>"',
  };
}

function mended(line: string): readonly string[] {
  const [, indent = '', , right = ''] = MARK.exec(line) ?? [undefined, '', '', line];
  if (!MARK.test(line)) return [line];
  return right.trim() === '' ? [] : [`${indent}${right}`];
}

/** Lines of code that one text has and the other has not, the larger of both counts. Comments and blanks are no code. */
function linesApart(a: string, b: string): number {
  const [left, right] = [codeLines(a), codeLines(b)];
  const common = commonLength(left, right);
  return Math.max(left.length, right.length) - common;
}

function codeLines(source: string): readonly string[] {
  return source
    .split('\n')
    .map((line) => line.replace(/\s*\/\/ .*$/, '').trim())
    .filter((line) => line !== '');
}

/** Length of the longest common subsequence. O(lines²) time, O(lines) space. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let above: readonly number[] = Array.from({ length: b.length + 1 }, () => 0);
  for (const line of a) {
    const row = [0];
    for (let column = 0; column < b.length; column += 1) {
      const best = line === b[column] ? above[column]! + 1 : Math.max(above[column + 1]!, row[column]!);
      row.push(best);
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
