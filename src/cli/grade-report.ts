/** A grade as a person reads it: rules first, then each failure as the smallest run that shows it. */
import type { Counterexample, Data, Trace, TraceEvent, Verdict } from '../../engines/check/types';
import type { GradedRule, GradeResult } from './grade-result';

/** Colours a text, or leaves it: terminals only. */
export type Paint = (style: 'green' | 'red' | 'yellow' | 'dim' | 'bold', text: string) => string;

const MARKS: Readonly<Record<Verdict, { readonly mark: string; readonly style: 'green' | 'red' | 'yellow' }>> = {
  pass: { mark: '✓', style: 'green' },
  fail: { mark: '✗', style: 'red' },
  unknown: { mark: '?', style: 'yellow' },
};

/**
 * The whole report, without a last newline.
 * @param file the learner's file, as it was given
 */
export function formatReport(result: GradeResult, file: string, paint: Paint = (_style, text) => text): string {
  const { style } = MARKS[result.verdict];
  const parts = [
    ruleTable(result.rules, paint),
    result.halt === undefined ? '' : haltText(result.halt, file, paint),
    ...result.rules.map((rule) => failureText(rule, file, paint)),
    replayText(result, paint),
    `${paint(style, paint('bold', result.verdict))}  ${result.exercise}/${result.rung}, ${result.trace === undefined ? `seed ${result.seed}` : 'one case replayed'}, ${Math.round(result.ms)} ms`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** A replayed case that no failure shows already. */
function replayText({ trace, rules }: GradeResult, paint: Paint): string {
  if (trace === undefined || rules.some(({ counterexample }) => counterexample !== undefined)) return '';
  return ['  The case:', ...stepLines({ trace, at: -1 }, paint)].join('\n');
}

function ruleTable(rules: readonly GradedRule[], paint: Paint): string {
  const width = Math.max(0, ...rules.map(({ rule }) => rule.length));
  return rules
    .map(({ rule, verdict, message }) => {
      const { mark, style } = MARKS[verdict];
      return `  ${paint(style, mark)} ${rule.padEnd(width)}  ${message}`;
    })
    .join('\n');
}

function haltText(halt: NonNullable<GradeResult['halt']>, file: string, paint: Paint): string {
  const place = halt.line === undefined ? file : `${file}:${halt.line}`;
  return `${paint('bold', place)}: ${paint('red', halt.kind)}: ${halt.message}`;
}

function failureText(rule: GradedRule, file: string, paint: Paint): string {
  const shown = rule.counterexample;
  if (shown === undefined) return '';
  const { from, to } = shown.shrunk;
  const lines = [
    `${paint('red', '✗')} ${paint('bold', shown.rule)}: ${shown.sentence}`,
    `  ${shown.because}`,
    '',
    `  The smallest run that shows it${from > to ? `, ${to} of ${from} calls` : ''}:`,
    ...stepLines(shown, paint),
    ...answerLines(shown),
    ...faultLines(shown),
    ...decisionLines(shown, file),
  ];
  return lines.join('\n');
}

/** One line a call, numbered, with what came of it; the first wrong one is marked. */
export function stepLines(
  shown: { readonly trace: Trace; readonly at: number },
  paint: Paint = (_style, text) => text,
): string[] {
  const steps = callsOf(shown.trace);
  const times = steps.map(({ call }) => `t = ${call.t}`);
  const width = Math.max(0, ...times.map((time) => time.length));
  return steps.map(({ call, answer }, index) => {
    const wrong = [call.seq, answer?.seq].includes(shown.at);
    const number = `${index + 1}.`.padStart(String(steps.length).length + 1);
    const line = `${number} ${(times[index] ?? '').padEnd(width)}  ${describeCall(call)}${describeAnswer(answer)}`;
    return wrong ? `  ${paint('red', '▸')} ${paint('bold', line)}` : `    ${line}`;
  });
}

interface Call {
  readonly call: TraceEvent;
  readonly answer: TraceEvent | undefined;
}

const ANSWERS: readonly string[] = ['return', 'throw', 'resolve', 'reject'];

function callsOf(trace: readonly TraceEvent[]): readonly Call[] {
  const answers = new Map(
    trace.filter(({ kind }) => ANSWERS.includes(kind)).map((event) => [event.cause, event] as const),
  );
  return trace
    .filter(({ kind }) => kind === 'call' || kind === 'mark')
    .map((call) => ({ call, answer: answers.get(call.seq) }));
}

function describeCall({ kind, op, data }: TraceEvent): string {
  if (kind === 'mark') return data === undefined ? `${op}` : `${op} ${formatData(data)}`;
  const args = Array.isArray(data) ? data.map(formatData).join(', ') : data === undefined ? '' : formatData(data);
  return `${op}(${args})`;
}

function describeAnswer(answer: TraceEvent | undefined): string {
  if (answer === undefined) return '';
  const value = formatData(answer.data);
  switch (answer.kind) {
    case 'throw':
      return ` threw ${value}`;
    case 'reject':
      return ` rejected with ${value}`;
    default:
      return ` → ${value}`;
  }
}

function answerLines({ expected, actual }: Counterexample): string[] {
  if (expected === undefined && actual === undefined) return [];
  return ['', `  expected  ${formatData(expected)}`, `  actual    ${formatData(actual)}`];
}

/** What the schedule did that the failure needs; a decision that does not matter is noise. */
function faultLines({ faults = [] }: Counterexample): string[] {
  const needed = faults.filter(({ matters }) => matters).map(({ label }) => label);
  if (needed.length === 0) return [];
  const without = needed.length === 1 ? 'Without it' : 'Without any one of them';
  return ['', `  It needs ${needed.join(', ')}. ${without} the rule holds.`];
}

/** The line that decided the wrong answer, and the conditions on the way to it. */
function decisionLines({ decisions, at }: Counterexample, file: string): string[] {
  const decision = decisions.find(({ seq }) => seq === at);
  if (decision === undefined) return [];
  const conditions = decision.conditions.map(({ loc, text, value }) => `    ${file}:${loc.line}  ${text} is ${value}`);
  return ['', `  decided at ${file}:${decision.loc.line}`, ...conditions];
}

/** Data as one would write it in TypeScript, cut where it is long. */
export function formatData(data: Data): string {
  const text = literal(data);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function literal(data: Data): string {
  if (typeof data === 'string') return JSON.stringify(data);
  if (typeof data === 'bigint') return `${data}n`;
  if (Object.is(data, -0)) return '-0';
  if (typeof data !== 'object' || data === null) return String(data);
  if (Array.isArray(data)) return `[${data.map(literal).join(', ')}]`;
  const members = Object.entries(data).map(([key, value]) => `${memberName(key)}: ${literal(value)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}

function memberName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key);
}
