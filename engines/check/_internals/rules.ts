import type { Data, Finding, Rule, Run } from '../types';
import { callsOf, formatCall, formatData, sameCall, sameData, type Call, type CallEnd } from './calls';

/** What every rule says of itself. */
export type RuleHead = Omit<Rule, 'check'>;

/** Where a program's answers leave the reference's for the first time. */
export interface Divergence {
  readonly run: Run;
  /** The call as the program answered it, and as the reference did: same operation, same arguments. */
  readonly call: Call;
  readonly reference: Call;
  /** Calls before it, on whose answers both agree. */
  readonly before: readonly Call[];
}

export interface DifferentialOptions extends RuleHead {
  /** The operation whose answers are compared. */
  readonly op: string;
  /**
   * Whether the rule's situation occurred in this run; asked of the reference's calls. Where it did not, the run is no
   * evidence. Left out: every run is evidence.
   */
  readonly mustHit?: (calls: readonly Call[], run: Run) => boolean;
  /** Whether a divergence is this rule's to judge. Default: all. One that it leaves must be another rule's. */
  readonly when?: (divergence: Divergence) => boolean;
  /** In plain words what was expected and what happened. Default: `allow("a", 5) returned true; expected false.` */
  readonly because?: (divergence: Divergence) => string;
  /** Calls that the divergence rests on. Default: none. */
  readonly causes?: (divergence: Divergence) => readonly Call[];
}

/**
 * Answers are those of the reference, call by call, up to the first that differs. For contracts that leave no freedom in
 * the answer; where they do, write an `invariant`. Give it scenarios that hold one situation, so that its name says what
 * went wrong.
 */
export function differential(options: DifferentialOptions): Rule {
  const { op, mustHit = () => true, when = () => true, causes = () => [], because = answersDiffer, ...head } = options;
  return {
    ...head,
    check(run) {
      const mine = callsOf(run.trace, op);
      const theirs = callsOf(run.reference, op);
      for (const [index, reference] of theirs.entries()) {
        const call = mine[index];
        if (call === undefined || !sameCall(call, reference)) return bent(run, call);
        if (sameEnd(call.end, reference.end)) continue;
        const divergence = { run, call, reference, before: mine.slice(0, index) };
        if (!when(divergence)) return { verdict: 'unknown' };
        const end = call.end;
        return {
          verdict: 'fail',
          because: because(divergence),
          at: end.kind === 'none' ? call.seq : end.seq,
          causes: causes(divergence).map(({ seq }) => seq),
          expected: answerOf(reference.end),
          actual: answerOf(end),
        };
      }
      if (mine.length > theirs.length) return bent(run, mine[theirs.length]);
      return { verdict: mustHit(theirs, run) ? 'pass' : 'unknown' };
    },
  };
}

/**
 * The calls are the scenario's own. Other calls than the reference saw mean that the program has reached into the
 * built-ins that the run itself uses: that never counts as evidence for it.
 */
function bent(run: Run, call: Call | undefined): Finding {
  const where = call === undefined ? 'fewer calls were made' : `the call ${formatCall(call)} was made`;
  return {
    verdict: 'fail',
    because: `The calls of this case are fixed, and ${where}: the program changes built-ins of JavaScript that others use. Leave them as they are.`,
    at: call?.seq ?? Math.max(0, run.trace.length - 1),
  };
}

function answersDiffer({ call, reference }: Divergence): string {
  return `${formatCall(call)} ${formatEnd(call.end)}; expected ${formatData(answerOf(reference.end))}.`;
}

function sameEnd(a: CallEnd, b: CallEnd): boolean {
  if ('value' in a && 'value' in b) return a.kind === b.kind && sameData(a.value, b.value);
  // Errors are judged by name, never by text.
  if ('name' in a && 'name' in b) return a.kind === b.kind && a.name === b.name;
  return a.kind === b.kind;
}

/** What a call answered, as a counterexample shows it. */
export function answerOf(end: CallEnd): Data {
  if ('value' in end) return end.value;
  return 'name' in end ? { [`${end.kind}s`]: end.name } : undefined;
}

/** `returned false`, `threw TypeError: ...`, `never ended` */
export function formatEnd(end: CallEnd): string {
  switch (end.kind) {
    case 'return':
      return `returned ${formatData(end.value)}`;
    case 'resolve':
      return `resolved with ${formatData(end.value)}`;
    case 'throw':
      return `threw ${end.name}: ${end.message}`;
    case 'reject':
      return `rejected with ${end.name}: ${end.message}`;
    case 'none':
      return 'never ended';
  }
}

export interface InvariantOptions extends RuleHead {
  /** The operation whose calls are looked at. Default: all of them. */
  readonly op?: string;
  /** As for `differential`; asked of the program's own calls. */
  readonly mustHit?: (calls: readonly Call[], run: Run) => boolean;
  /** What is wrong with this call, in plain words, or undefined. `before` holds the calls that were made before it. */
  readonly broken: (
    call: Call,
    before: readonly Call[],
    run: Run,
  ) => string | { readonly because: string; readonly expected?: Data; readonly causes?: readonly Call[] } | undefined;
}

/** Something holds of every call, whatever else is true of it. Needs no reference, and leaves every freedom it can. */
export function invariant({ op, mustHit = () => true, broken, ...head }: InvariantOptions): Rule {
  return {
    ...head,
    check(run) {
      const calls = callsOf(run.trace, op);
      for (const [index, call] of calls.entries()) {
        const found = broken(call, calls.slice(0, index), run);
        if (found === undefined) continue;
        const told = typeof found === 'string' ? { because: found } : found;
        return {
          verdict: 'fail',
          because: told.because,
          at: call.end.kind === 'none' ? call.seq : call.end.seq,
          actual: answerOf(call.end),
          ...('expected' in told ? { expected: told.expected } : {}),
          causes: 'causes' in told ? (told.causes ?? []).map(({ seq }) => seq) : [],
        };
      }
      return { verdict: calls.length > 0 && mustHit(calls, run) ? 'pass' : 'unknown' };
    },
  };
}
