/** What an interviewer sees in a candidate's code, by its text: places to ask about, never a verdict. Pure. */

/** A line of the code. */
export interface Seen {
  /** From 1. */
  readonly line: number;
  /** The line, without indentation. */
  readonly text: string;
}

/** Goes over everything that is held. */
const SCAN = /\.(?:filter|sort|toSorted|shift|unshift|splice|indexOf|includes|find|findIndex|some|every|reduce)\(/;
const LOOP = /^\s*(?:for|while)\s*\(/;
const GROWS = /\b([\w.#]+)\.(?:set|push|add|unshift)\(/;
const LEAVES = /\.(?:delete|clear|shift|pop|splice|filter)\(|\.length\s*=|=\s*\[\]|=\s*new (?:Map|Set)\(\)\s*;?\s*$/;

/** The first line that goes over a collection: a call of the array's first, else a loop. */
export function scanIn(code: string): Seen | undefined {
  return findLine(code, SCAN) ?? findLine(code, LOOP);
}

/** The first line that puts something by, in code where nothing ever leaves. */
export function growthIn(code: string): Seen | undefined {
  const lines = linesOf(code);
  const first = lines.find(({ text }) => GROWS.test(text));
  if (first === undefined) return undefined;
  // The declaration of the collection is not its emptying.
  const leaves = lines.some(
    ({ text }) => !/^\s*(?:private |readonly |const |let |this\.#?\w+ = new)/.test(text) && LEAVES.test(text),
  );
  return leaves ? undefined : trim(first);
}

/** Whether the code has become another one than what was given, apart from white space and comments. */
export function isWritten(code: string, starter: string): boolean {
  const bare = (text: string): string =>
    linesOf(text)
      .map((line) => line.text)
      .join('')
      .replace(/\s+/g, '');
  return bare(code) !== bare(starter);
}

function findLine(code: string, pattern: RegExp): Seen | undefined {
  const found = linesOf(code).find(({ text }) => pattern.test(text));
  return found === undefined ? undefined : trim(found);
}

function trim({ line, text }: Seen): Seen {
  return { line, text: text.trim() };
}

/** Lines without comments; their numbers stay. */
function linesOf(code: string): readonly Seen[] {
  const plain = code.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return plain.split('\n').map((text, index) => ({ line: index + 1, text: text.replace(/(^|\s)\/\/.*$/, '$1') }));
}
