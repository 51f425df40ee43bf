/**
 * What page, frame and workers say to each other. Whatever comes out of the frame may have been made beside a learner's
 * program, and is held against its shape before anything believes it.
 */
import type {
  CaseRequest,
  CaseResult,
  ConsoleLine,
  Counterexample,
  Data,
  Decision,
  Facts,
  Fault,
  JudgeEvent,
  MeasuredCost,
  RuleResult,
  Step,
  TraceEvent,
} from '../../engines/check/types';
import type { Replay } from '../../engines/check';
import type { Halt, HaltKind, SourceLocation } from '../../engines/kernel/types';
import {
  boolean,
  integer,
  isPlain,
  list,
  Malformed,
  number,
  oneOf,
  optional,
  record,
  text,
  variant,
  type Parser,
} from './parse';

export { Malformed } from './parse';

/** Sizes that no honest run comes near. */
export const CAPS = {
  /** Characters of a message, a console line, a text in data. */
  text: 200_000,
  traceEvents: 2_000_000,
  consoleLines: 20_000,
  choices: 5_000_000,
  /** Objects, lists and texts in one datum. */
  dataParts: 2_000_000,
  dataDepth: 64,
  decisions: 200_000,
  steps: 200_000,
} as const;

/** Page to frame. */
export type ToFrame =
  /** Makes a worker from one blob of these parts and hands it the ports that come with the message. */
  | { readonly type: 'start'; readonly worker: number; readonly parts: readonly string[] }
  | { readonly type: 'end'; readonly worker: number }
  | { readonly type: 'ping'; readonly beat: number };

/** Frame to page. */
export type FromFrame =
  | { readonly type: 'ready' }
  | { readonly type: 'pong'; readonly beat: number }
  /** A worker's script could not be evaluated, or threw at its top. */
  | { readonly type: 'failed'; readonly worker: number; readonly reason: string };

/** Page to judge. The port that comes with `judge` leads to the run worker. */
export type ToJudge =
  | { readonly type: 'judge'; readonly run: number; readonly order: JudgeOrder }
  | { readonly type: 'cancel'; readonly run: number };

/** What the judge must know of a run, besides the modules that it was made with. */
export interface JudgeOrder {
  readonly exercise: string;
  readonly contentHash: string;
  readonly rung: string;
  readonly facts: Facts;
  readonly seed: number;
  readonly runs: number;
  /** Exactly this case, and no other. */
  readonly replay?: Replay;
}

/** Judge to page. */
export type FromJudge =
  | { readonly type: 'event'; readonly run: number; readonly event: JudgeEvent }
  /** A result came from the program: it is not silent. At most a few a second. */
  | { readonly type: 'beat'; readonly run: number }
  /** The judge can go no further: the run worker is gone, or said what no harness says. */
  | {
      readonly type: 'lost';
      readonly run: number;
      readonly cause: 'gone' | 'malformed' | 'broken' | 'exercise';
      readonly reason: string;
    }
  /** The last word of a run, told also of one that was cancelled. */
  | { readonly type: 'over'; readonly run: number };

/** Judge to run worker, when it owes no answer: cases to run, in order, up to the first that is halted. */
export interface ToProgram {
  readonly cases: readonly CaseRequest[];
}

/** Run worker to judge. */
export type FromProgram =
  | { readonly type: 'result'; readonly result: CaseResult }
  /** No more results to what was asked. */
  | { readonly type: 'answered' }
  | { readonly type: 'broken'; readonly reason: string };

const shortText = text(2_000);
const longText = text(CAPS.text);
const count = integer();
const location = record<SourceLocation>({ line: count, column: optional(count) });

/** Plain data, as `Data` promises: structured clone also carries maps, dates, errors and cycles. */
export const data: Parser<Data> = (value) => {
  let parts = 0;
  const check = (part: unknown, depth: number): void => {
    if (typeof part !== 'object' || part === null) {
      if (typeof part === 'string' && part.length > CAPS.text) throw new Malformed('', 'holds a text that is too long');
      return;
    }
    if (depth > CAPS.dataDepth) throw new Malformed('', `is nested deeper than ${CAPS.dataDepth}`);
    if (Array.isArray(part)) {
      if ((parts += part.length + 1) > CAPS.dataParts) throw new Malformed('', 'has too many parts');
      for (let index = 0; index < part.length; index += 1) check(part[index], depth + 1);
      return;
    }
    if (!isPlain(part)) throw new Malformed('', 'holds an object that is not plain data');
    const names = Object.keys(part);
    if ((parts += names.length + 1) > CAPS.dataParts) throw new Malformed('', 'has too many parts');
    for (const name of names) check(part[name], depth + 1);
  };
  check(value, 0);
  return value as Data;
};

const event = record<TraceEvent>({
  seq: count,
  t: integer(Number.MIN_SAFE_INTEGER),
  node: shortText,
  incarnation: count,
  kind: shortText,
  op: optional(shortText),
  cause: optional(count),
  loc: optional(location),
  data: optional(data),
});

/** A record, so that a kind that the kernel gains is missed by the compiler here. */
const HALT_KINDS: Readonly<Record<HaltKind, true>> = {
  done: true,
  deadlock: true,
  livelock: true,
  'microtask-loop': true,
  'sync-loop': true,
  recursion: true,
  memory: true,
  leak: true,
  unhandled: true,
  refused: true,
  load: true,
  budget: true,
};

const halt = record<Halt>({
  kind: oneOf(Object.keys(HALT_KINDS) as HaltKind[]),
  message: longText,
  loc: optional(location),
  stack: optional(longText),
  blocked: optional(
    list(record<{ what: string; loc?: SourceLocation }>({ what: longText, loc: optional(location) }), 10_000),
  ),
});

const consoleLine = record<ConsoleLine>({
  level: oneOf(['debug', 'log', 'info', 'warn', 'error']),
  text: longText,
  t: number,
  loc: optional(location),
});

const condition = record<Decision['conditions'][number]>({ loc: location, text: longText, value: boolean });
const decision = record<Decision>({ seq: count, loc: location, conditions: list(condition, 10_000) });
const trace = list(event, CAPS.traceEvents);
const consoleLines = list(consoleLine, CAPS.consoleLines);
const choices = list(count, CAPS.choices);
const decisions = list(decision, CAPS.decisions);

const caseResult = record<CaseResult>({
  id: count,
  trace,
  halt,
  choices,
  console: consoleLines,
  steps: count,
  decisions: optional(decisions),
  labels: optional(list(shortText, CAPS.choices)),
});

const facts: Parser<Facts> = (value) => {
  if (!isPlain(value)) throw new Malformed('', 'is not an object');
  return data(value) as Facts;
};

const counterexample = record<Counterexample>({
  rule: shortText,
  sentence: longText,
  because: longText,
  scenario: shortText,
  input: data as Parser<Counterexample['input']>,
  choices,
  facts,
  trace,
  reference: trace,
  at: count,
  causes: list(count, CAPS.traceEvents),
  expected: optional(data),
  actual: optional(data),
  halt,
  decisions,
  steps: optional(list(record<Step>({ seq: count, t: number, text: longText }), CAPS.steps)),
  faults: optional(list(record<Fault>({ choice: count, label: shortText, matters: boolean }), 1_000)),
  shrunk: record<Counterexample['shrunk']>({ from: count, to: count, attempts: count }),
  replay: longText,
  scene: optional(data),
  sceneFault: optional(longText),
});

const measuredCost = record<MeasuredCost>({
  op: shortText,
  points: list(record<MeasuredCost['points'][number]>({ size: number, steps: number }), 64),
  growth: shortText,
  expected: shortText,
});

const verdict = oneOf(['pass', 'fail', 'unknown']);

const ruleResult = record<RuleResult>({
  rule: shortText,
  verdict,
  message: longText,
  cases: count,
  failedCase: optional(count),
  measured: optional(measuredCost),
  counterexample: optional(counterexample),
});

const judgeEvent = variant<JudgeEvent>({
  rule: record({ type: oneOf(['rule']), result: ruleResult }),
  progress: record({ type: oneOf(['progress']), cases: count, of: count }),
  halt: record<Extract<JudgeEvent, { type: 'halt' }>>({
    type: oneOf(['halt']),
    halt,
    counterexample: optional(counterexample),
  }),
  console: record({ type: oneOf(['console']), lines: consoleLines }),
  done: record({ type: oneOf(['done']), verdict, cases: count, steps: count }),
});

/** A message of the frame. Throws `Malformed`, naming the field. */
export const parseFromFrame = variant<FromFrame>({
  ready: record({ type: oneOf(['ready']) }),
  pong: record({ type: oneOf(['pong']), beat: count }),
  failed: record({ type: oneOf(['failed']), worker: count, reason: shortText }),
});

/** A message of the judge. Throws `Malformed`, naming the field. */
export const parseFromJudge = variant<FromJudge>({
  event: record({ type: oneOf(['event']), run: count, event: judgeEvent }),
  beat: record({ type: oneOf(['beat']), run: count }),
  lost: record({
    type: oneOf(['lost']),
    run: count,
    cause: oneOf(['gone', 'malformed', 'broken', 'exercise']),
    reason: longText,
  }),
  over: record({ type: oneOf(['over']), run: count }),
});

/** A message of the run worker. Throws `Malformed`, naming the field. */
export const parseFromProgram = variant<FromProgram>({
  result: record({ type: oneOf(['result']), result: caseResult }),
  answered: record({ type: oneOf(['answered']) }),
  broken: record({ type: oneOf(['broken']), reason: longText }),
});

/** Runs a parser: what it made of the value, or the sentence about what is wrong with it. */
export function attempt<T>(
  parser: Parser<T>,
  value: unknown,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: parser(value) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, problem: error.message };
    throw error;
  }
}
