/**
 * A counterexample as a test of the learner's own: the same calls, at the same virtual times, with the answers that the
 * reference gives. Where a test cannot be made of what was recorded alone (functions that were passed, several objects,
 * faults), an outline is: what happened, step by step, above a test that is still to be written.
 */
import { callsOf, formatCall, formatEnd, type Call, type Counterexample, type Data } from '../../engines/check';

/** What the test is written for. */
export interface CopyContext {
  /** The export that the exercise calls: `createLimiter`. */
  readonly requiredExport: string;
  /** Text of `contract.ts`: says which operations take functions, which a trace cannot hold. */
  readonly contract: string;
}

/** TypeScript for the Test stage's file: one `test(...)`, with a comment on where it comes from. Pure. */
export function copyAsTest(counterexample: CopyOf, context: CopyContext): string {
  const body = plainBody(counterexample, context);
  const title = counterexample.sentence.replace(/\.$/, '');
  const head = [`// ${oneLine(counterexample.because)}`, `// Replay: ${counterexample.replay}`];
  const opening = `test(${JSON.stringify(title)}, async ({ ${context.requiredExport} }) => {`;
  if (body !== undefined) return [...head, opening, ...body.map((line) => `  ${line}`), '});', ''].join('\n');
  const steps = outline(counterexample).map((line) => `  // ${line}`);
  return [
    ...head,
    opening,
    '  // What the run did cannot be written down from its calls alone. Write it after these steps:',
    ...steps,
    '});',
    '',
  ].join('\n');
}

/** The parts of a counterexample that a test is made of. */
export type CopyOf = Pick<
  Counterexample,
  'sentence' | 'because' | 'replay' | 'trace' | 'reference' | 'at' | 'expected' | 'actual'
>;

const PLAIN_KINDS = ['call', 'return', 'throw', 'resolve', 'reject', 'mark', 'halt'];
const TIME_KINDS = /^(timer-|console)/;

/** The lines of the test, or undefined where the calls alone do not make it. */
function plainBody({ trace, reference, at }: CopyOf, { requiredExport, contract }: CopyContext): string[] | undefined {
  const kinds = [...trace, ...reference].map(({ kind }) => kind);
  if (!kinds.every((kind) => PLAIN_KINDS.includes(kind) || TIME_KINDS.test(kind))) return undefined;
  // The scenario did something of its own, such as running a job that it passed in.
  if (kinds.includes('mark')) return undefined;
  const calls = callsOf(reference).slice(0, failingCall(trace, at) + 1);
  const makers = calls.filter(({ op }) => op === requiredExport);
  const others = calls.filter(({ op }) => op !== requiredExport);
  if (makers.length === 0 || (others.length > 0 && makers.length > 1)) return undefined;
  const ops = [...new Set(calls.map(({ op }) => op))];
  if (ops.some((op) => takesFunctions(contract, op))) return undefined;
  if (calls.some(({ args }) => args.some(isOpaque))) return undefined;
  return bodyLines(calls, requiredExport, others.length > 0 ? nameOf(requiredExport) : undefined);
}

/** Index of the call that the failure is about: the last one made up to it. */
function failingCall(trace: Counterexample['trace'], at: number): number {
  const event = trace[at];
  const about = event?.kind === 'call' ? at : (event?.cause ?? at);
  const calls = trace.filter(({ kind }) => kind === 'call');
  const index = calls.findIndex(({ seq }) => seq === about);
  return index >= 0 ? index : calls.filter(({ seq }) => seq <= at).length - 1;
}

function bodyLines(calls: readonly Call[], requiredExport: string, made: string | undefined): string[] {
  const lines: string[] = [];
  /** Promises that later calls do not wait for: their expectation begins at once and is awaited at its time. */
  const open: { readonly name: string; readonly t: number; readonly seq: number }[] = [];
  let now = calls[0]?.t ?? 0;
  const settleBefore = (seq: number): void => {
    for (const due of open.filter((one) => one.seq < seq).sort((a, b) => a.seq - b.seq)) {
      lines.push(`await ${due.name};`);
      now = Math.max(now, due.t);
      open.splice(open.indexOf(due), 1);
    }
  };
  for (const [index, call] of calls.entries()) {
    settleBefore(call.seq);
    if (call.t > now) {
      lines.push(`await sleep(${call.t - now});`);
      now = call.t;
    }
    const isMaker = call.op === requiredExport;
    const text = `${isMaker || made === undefined ? '' : `${made}.`}${call.op}(${call.args.map(literal).join(', ')})`;
    const { end } = call;
    if (isMaker && made !== undefined && end.kind === 'return') {
      lines.push(`const ${made} = ${text};`);
      continue;
    }
    const following = calls[index + 1];
    const isOverlapped = end.kind !== 'none' && following !== undefined && following.seq < end.seq;
    const expectation = expectationOf(text, call);
    if (!isOverlapped) {
      lines.push(`${expectation};`);
      if (end.kind === 'resolve' || end.kind === 'reject') now = Math.max(now, end.t);
      continue;
    }
    const name = `${call.op}${index}`;
    lines.push(`const ${name} = ${expectation.replace(/^await /, '')};`);
    open.push({ name, t: end.t, seq: end.seq });
  }
  settleBefore(Infinity);
  return lines;
}

function expectationOf(text: string, { end }: Call): string {
  switch (end.kind) {
    case 'return':
      return `expect(${text})${matcher(end.value)}`;
    case 'throw':
      return `expect(() => ${text}).toThrow(${JSON.stringify(end.name)})`;
    case 'resolve':
      return `await expect(${text}).resolves${matcher(end.value)}`;
    case 'reject':
      return `await expect(${text}).rejects.toThrow(${JSON.stringify(end.name)})`;
    case 'none':
      return `void ${text}`;
  }
}

/** What the contract leaves open of an answer, such as the functions in it, is not asked for. */
function matcher(value: Data): string {
  if (value === undefined) return '.toBeUndefined()';
  if (isOpaque(value)) return '.toBeTruthy()';
  return typeof value === 'object' && value !== null ? `.toEqual(${literal(value)})` : `.toBe(${literal(value)})`;
}

/** Data that stands for something which is none: what the kernel writes for functions, promises and what it cut. */
function isOpaque(data: Data): boolean {
  if (typeof data === 'string')
    return /^\[(function|promise|circular|array|object|an object|more|\d+ more)\b.*\]$/.test(data);
  if (typeof data !== 'object' || data === null) return false;
  return Object.values(data as Readonly<Record<string, Data>>).some(isOpaque);
}

function literal(data: Data): string {
  if (typeof data === 'string') return JSON.stringify(data);
  if (typeof data === 'bigint') return `${data}n`;
  if (Object.is(data, -0)) return '-0';
  if (typeof data !== 'object' || data === null) return String(data);
  if (Array.isArray(data)) return `[${(data as readonly Data[]).map(literal).join(', ')}]`;
  const fields = Object.entries(data).map(([key, value]) => `${memberName(key)}: ${literal(value)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

/** `__proto__` as a name would set the prototype; computed, it is a member like any other. */
function memberName(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}

/** `createLimiter` makes a `limiter`. */
function nameOf(requiredExport: string): string {
  const noun = /^(?:create|make|new)([A-Z]\w*)$/.exec(requiredExport)?.[1];
  return noun === undefined ? 'made' : noun.charAt(0).toLowerCase() + noun.slice(1);
}

/**
 * Whether an operation takes a function (or a signal), by the text of the contract: in its own parameters, or in a type
 * that they name. The call's recorded arguments then only describe what was passed.
 */
function takesFunctions(contract: string, op: string): boolean {
  const text = contract.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const type = op.charAt(0).toUpperCase() + op.slice(1);
  const starts = [
    new RegExp(`\\b${op}\\??\\s*(?:<[^(]*>)?\\s*\\(`, 'g'),
    new RegExp(`type ${type}\\b[^=]*=\\s*(?:<[^(]*>)?\\(`, 'g'),
  ];
  const parameters = starts.flatMap((start) =>
    [...text.matchAll(start)].map((found) => bracketed(text, found.index + found[0].length - 1)),
  );
  const named = parameters
    .flatMap((one) => [...one.matchAll(/\b[A-Z]\w*/g)].map(([name]) => name))
    .map((name) => new RegExp(`(?:interface|type) ${name}\\b[^{=;]*[{=]`).exec(text))
    .map((found) => (found === null ? '' : bracketed(text, found.index + found[0].length - 1)));
  return [...parameters, ...named].some((part) => /=>|\bAbortSignal\b|\b\w+\??\(/.test(part.slice(1)));
}

/** The text from an opening bracket to the one that closes it, or of a type alias to its semicolon. */
function bracketed(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at);
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth === 0 && (at > from || text.charAt(from) !== '=') && (character === ';' || text.charAt(from) !== '=')) {
      return text.slice(from, at + 1);
    }
  }
  return text.slice(from);
}

/** The run in plain words, one line a step. */
function outline({ trace, expected, actual }: CopyOf): string[] {
  const calls = new Map(callsOf(trace).map((call) => [call.seq, call]));
  const steps = trace
    .filter(({ kind }) => kind === 'call' || kind === 'mark')
    .map((event, index) => {
      const call = calls.get(event.seq);
      const what =
        call === undefined
          ? `${event.op ?? ''} ${event.data === undefined ? '' : literal(event.data)}`.trim()
          : `${formatCall(call)} ${formatEnd(call.end)}`;
      return oneLine(`${index + 1}. at ${event.t} ms: ${what}`);
    });
  const answers =
    expected === undefined && actual === undefined ? [] : [`expected ${literal(expected)}, got ${literal(actual)}`];
  return [...steps, ...answers.map(oneLine)];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
