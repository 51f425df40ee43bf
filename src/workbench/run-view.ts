import type { Counterexample, RuleResult } from '../../engines/check/types';
import type { ConsoleLine, Halt } from '../../engines/kernel/types';
import type { RunRecord } from '../attempts';
import type { Problem } from '../compile/types';
import type { Rung } from '../packs/types';
import type { RunEvent, RunOutcome } from '../sandbox/types';

/** One run, as the panels show it: built up from the run's events, or read back from the attempt's log. */
export interface RunView {
  /** Counted from 1 over the attempt. */
  readonly run: number;
  readonly rung: string;
  readonly seed: number;
  /** What stopped it before it ran: syntax, a missing export. */
  readonly problems: readonly Problem[];
  /** By rule, in the order in which they were decided. */
  readonly rules: readonly RuleResult[];
  readonly halt?: Halt;
  /** Of the halt. A rule's own stands with the rule. */
  readonly haltCounterexample?: Counterexample;
  readonly console: readonly ConsoleLine[];
  readonly progress: { readonly cases: number; readonly of: number };
  /** Absent while it runs. */
  readonly outcome?: RunOutcome;
  readonly ms: number;
  /** One case of a link: its verdict is none of the rung's, and is not kept. */
  readonly isReplay?: boolean;
}

/** Lines of console that a page keeps; the sandbox has its own cap, this one is for many batches of them. */
export const CONSOLE_LINES = 500;

export function beginRun(run: number, rung: string, seed: number): RunView {
  return { run, rung, seed, problems: [], rules: [], console: [], progress: { cases: 0, of: 0 }, ms: 0 };
}

/** The view after one more event. Pure. */
export function applyRunEvent(view: RunView, event: RunEvent): RunView {
  switch (event.type) {
    case 'rule': {
      const at = view.rules.findIndex(({ rule }) => rule === event.result.rule);
      return { ...view, rules: at < 0 ? [...view.rules, event.result] : view.rules.with(at, event.result) };
    }
    case 'progress':
      return { ...view, progress: { cases: event.cases, of: event.of } };
    case 'console':
      return { ...view, console: [...view.console, ...event.lines].slice(0, CONSOLE_LINES) };
    case 'halt':
      return withHalt(view, event.halt, event.counterexample);
    case 'done':
      return view;
    case 'settled': {
      const { outcome } = event;
      const settled = { ...view, outcome };
      return outcome.kind === 'halted' ? withHalt(settled, outcome.halt, outcome.counterexample) : settled;
    }
  }
}

function withHalt(view: RunView, halt: Halt, counterexample: Counterexample | undefined): RunView {
  return { ...view, halt, ...(counterexample === undefined ? {} : { haltCounterexample: counterexample }) };
}

/** What came of a run, in one word. A run that is going on has no verdict. */
export function verdictOf(view: RunView): 'pass' | 'fail' | 'unknown' | 'stopped' | undefined {
  if (view.problems.length > 0) return 'fail';
  switch (view.outcome?.kind) {
    case undefined:
      return undefined;
    case 'judged':
      return view.outcome.verdict;
    case 'halted':
      return 'fail';
    case 'stopped':
      return 'stopped';
    case 'lost':
      return 'unknown';
  }
}

/** The smallest runs that a view holds, the halt's first: each with the number of its triangle, from 1. */
export function counterexamplesOf(
  view: RunView,
): readonly { readonly number: number; readonly counterexample: Counterexample }[] {
  const all = [view.haltCounterexample, ...view.rules.map(({ counterexample }) => counterexample)];
  return all
    .filter((counterexample) => counterexample !== undefined)
    .map((counterexample, index) => ({ number: index + 1, counterexample }));
}

/** What the log keeps of a finished run: plain data. */
export function toRecord(view: RunView): RunRecord {
  const [problem] = view.problems;
  const halt = view.halt ?? (problem === undefined ? undefined : problemHalt(view.problems));
  return {
    outcome: verdictOf(view) ?? 'stopped',
    rules: view.rules,
    ...(halt === undefined ? {} : { halt }),
    ...(view.haltCounterexample === undefined ? {} : { counterexample: view.haltCounterexample }),
    console: view.console,
    ms: view.ms,
  };
}

/** The view that a record was made of, for showing it again after a reload. */
export function fromRecord(
  record: RunRecord,
  { run, rung, seed }: { run: number; rung: string; seed: number },
): RunView {
  const outcome: RunOutcome =
    record.outcome === 'stopped'
      ? { kind: 'stopped' }
      : record.halt !== undefined
        ? { kind: 'halted', halt: record.halt }
        : record.outcome === 'unknown' && record.rules.length === 0
          ? { kind: 'lost', reason: 'The run did not come to an end.' }
          : { kind: 'judged', verdict: record.outcome };
  return {
    ...beginRun(run, rung, seed),
    rules: record.rules,
    ...(record.halt === undefined ? {} : { halt: record.halt }),
    ...(record.counterexample === undefined ? {} : { haltCounterexample: record.counterexample }),
    console: record.console,
    outcome,
    ms: record.ms,
  };
}

function problemHalt(problems: readonly Problem[]): Halt {
  const [first, ...more] = problems;
  const rest = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return {
    kind: 'load',
    message: `${first?.message ?? ''}${rest}`,
    ...(first?.loc === undefined ? {} : { loc: first.loc }),
  };
}

/** One row of the rule list: what the exercise says of a rule, and what a run found. */
export interface RuleRow {
  readonly id: string;
  readonly sentence: string;
  readonly result?: RuleResult;
  /** Of its counterexample's triangle. */
  readonly number?: number;
}

/** Rules in the exercise's order. Before a run only those that are shown; hidden ones appear when they are reached. */
export function ruleRows(rung: Rung, view: RunView | undefined): readonly RuleRow[] {
  const numbered = view === undefined ? [] : counterexamplesOf(view);
  return rung.rules
    .map(({ id, sentence, shown }) => ({ id, sentence, shown, result: view?.rules.find(({ rule }) => rule === id) }))
    .filter(({ shown, result }) => shown || result !== undefined)
    .map(({ id, sentence, result }): RuleRow => {
      const number = numbered.find(({ counterexample }) => counterexample === result?.counterexample)?.number;
      return { id, sentence, ...(result === undefined ? {} : { result }), ...(number === undefined ? {} : { number }) };
    });
}

/** `8 pass, 1 fails, 2 unknown` */
export function tallyText(rules: readonly RuleResult[]): string {
  const count = (verdict: RuleResult['verdict']): number => rules.filter((rule) => rule.verdict === verdict).length;
  const [passing, failing, unknown] = [count('pass'), count('fail'), count('unknown')];
  if (rules.length > 0 && passing === rules.length) return `all ${passing} rules pass`;
  const parts = [
    `${passing} ${passing === 1 ? 'passes' : 'pass'}`,
    ...(failing > 0 ? [`${failing} ${failing === 1 ? 'fails' : 'fail'}`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
  ];
  return parts.join(', ');
}

/** What a halt is called, and what to do next; the halt's own message says what happened. */
export function haltTitle(halt: Halt): string {
  switch (halt.kind) {
    case 'load':
      return 'Your file could not be used';
    case 'refused':
      return 'Your code uses something that is not available here';
    case 'sync-loop':
      return 'Your code did not come out of a loop';
    case 'microtask-loop':
      return 'Your promises never let time move';
    case 'recursion':
      return 'Your code called itself too deeply';
    case 'memory':
      return 'Your code used up its memory';
    case 'deadlock':
      return 'Your code waits for something that never happens';
    case 'livelock':
      return 'Your timers never end';
    case 'leak':
      return 'Your code leaves something behind';
    case 'unhandled':
      return 'Your code threw, and nothing caught it';
    case 'budget':
      return 'Your code did more than a run allows';
    case 'done':
      return 'The run ended';
  }
}
