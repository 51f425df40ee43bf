import type { CaseResult, ConsoleLine, Counterexample, Fault, Finding, Rule, Run } from '../types';
import { generatedCase, proposedCase, type Case, type CaseContext } from './cases';
import { checkHalted, checkRun, claims } from './check-run';
import type { JudgeOptions } from './judge';
import { formatReplay } from './replay';
import { stepsOf } from './steps';
import { shrink, trimmed, type Choices } from './shrink';

/** A finding that a rule is broken. */
export type Failing = Finding & { readonly verdict: 'fail' };

/** A failure that has been looked into. */
export type Broken =
  | { readonly kind: 'shown'; readonly counterexample: Counterexample; readonly console: readonly ConsoleLine[] }
  /** It did not fail again. */
  | { readonly kind: 'flaky'; readonly console: readonly ConsoleLine[] };

export interface Explainer {
  /** Repeats a failing case, makes it as small as it gets, and explains it. */
  explain(rule: Rule, tried: Case, result: CaseResult, finding: Failing): Promise<Broken>;
  /** The same for a case that the program did not end; keyed on the kind of halt. */
  explainHalt(tried: Case, result: CaseResult): Promise<Broken & { readonly kind: 'shown' }>;
}

export interface ExplainerOptions extends JudgeOptions {
  readonly context: CaseContext;
  readonly execute: (tried: Case, explain: boolean) => Promise<CaseResult>;
  readonly runOf: (tried: Case, result: CaseResult) => Run;
}

/** Bounds of one shrinking: runs, and counted work, since a case that never ends costs its whole budget each time. */
const MAX_ATTEMPTS = 400;
const MAX_STEPS = 60_000_000;
/** Generated cases tried in search of one that is smaller than a failing sample. */
const MAX_SEARCH = 48;

/** Decisions of a schedule that are tried without; few are left of one that has been made small. */
const MAX_FAULTS = 16;

/** A failing case with all that is known of it. */
interface Found {
  readonly tried: Case;
  readonly result: CaseResult;
  readonly finding: Failing;
  /** What each choice was for, where the explaining build told. */
  readonly labels?: readonly string[];
}

/** What makes two failures the same: shrinking never slides from one to another. */
type Same = (tried: Case, result: CaseResult) => Failing | undefined;

/** Looks into failures; holds nothing between them. */
export function createExplainer(options: ExplainerOptions): Explainer {
  const { context, execute, runOf } = options;

  /** Two more runs of the same case must fail in the same way. */
  const repeats = async (tried: Case, same: Same): Promise<boolean> => {
    for (let again = 0; again < 2; again += 1) {
      if (same(tried, await execute(tried, false)) === undefined) return false;
    }
    return true;
  };

  const shrunk = async (found: Found, same: Same): Promise<{ readonly found: Found; readonly attempts: number }> => {
    const { origin, scenario } = found.tried;
    if ('sample' in origin) return { found, attempts: 0 };
    let best = found;
    let steps = 0;
    const start: Choices = { ...origin, schedule: trimmed(found.result.choices) };
    const { attempts } = await shrink(start, {
      spent: (tries) => tries >= MAX_ATTEMPTS || steps > MAX_STEPS,
      attempt: async (proposal) => {
        const tried = proposedCase(scenario, proposal, context);
        const result = await execute(tried, false);
        steps += result.steps;
        const finding = same(tried, result);
        if (finding === undefined || 'sample' in tried.origin) return undefined;
        best = { tried, result, finding };
        return { ...tried.origin, schedule: trimmed(result.choices) };
      },
    });
    return { found: best, attempts };
  };

  /** A generated failure that shrinks to no more calls than a sample has, or the sample as it stands. */
  const smallest = async (found: Found, same: Same): Promise<{ readonly found: Found; readonly attempts: number }> => {
    if (!('sample' in found.tried.origin)) return shrunk(found, same);
    for (let index = 0; index < MAX_SEARCH; index += 1) {
      const tried = generatedCase(found.tried.scenario, index, context);
      const result = await execute(tried, false);
      const finding = same(tried, result);
      if (finding === undefined) continue;
      const other = await shrunk({ tried, result, finding }, same);
      return callCount(other.found.result) <= callCount(found.result)
        ? other
        : { found, attempts: other.attempts + index + 1 };
    }
    return { found, attempts: MAX_SEARCH };
  };

  /** The same case by the explaining build; where that does something else (it spends a budget first), as it was. */
  const withDecisions = async (found: Found, same: Same): Promise<Found> => {
    const result = await execute(found.tried, true);
    const finding = same(found.tried, result);
    const labels = result.labels ?? [];
    return finding === undefined ? { ...found, labels } : { tried: found.tried, result, finding, labels };
  };

  /** Each decision that is not benign, and whether the rule is still broken with that one taken back. */
  const faultsOf = async ({ tried, result, labels = [] }: Found, same: Same): Promise<readonly Fault[]> => {
    const schedule = trimmed(result.choices);
    const faults: Fault[] = [];
    for (const [choice, taken] of schedule.entries()) {
      if (taken === 0 || faults.length >= MAX_FAULTS) continue;
      const without = { ...tried, schedule: schedule.map((one, at) => (at === choice ? 0 : one)) };
      const matters = same(without, await execute(without, false)) === undefined;
      faults.push({ choice, label: labels[choice] ?? `choice ${choice + 1}`, matters });
    }
    return faults;
  };

  const show = (
    first: Found,
    shown: Found,
    attempts: number,
    rule: { readonly id: string; readonly sentence: string },
    faults: readonly Fault[],
  ): Broken & { readonly kind: 'shown' } => {
    const shrunkBy = { from: callCount(first.result), to: callCount(shown.result), attempts };
    return {
      kind: 'shown',
      counterexample: withScene(
        options,
        counterexampleOf(options, rule, shown, runOf(shown.tried, shown.result), shrunkBy, faults),
      ),
      console: shown.result.console,
    };
  };

  return {
    async explain(rule, tried, result, finding) {
      const same: Same = (other, otherResult) => {
        const { halt } = otherResult;
        // Shrinking never slides from a wrong answer to a run that does not end, nor back.
        if (halt.kind !== result.halt.kind) return undefined;
        if (halt.kind !== 'done') return claims(rule, halt) ? checkHalted(rule, runOf(other, otherResult)) : undefined;
        const checked = checkRun(rule, runOf(other, otherResult));
        return checked.verdict === 'fail' ? checked : undefined;
      };
      if (!(await repeats(tried, same))) return { kind: 'flaky', console: result.console };
      const first = { tried, result, finding };
      const { found, attempts } = await smallest(first, same);
      const explained = await withDecisions(found, same);
      return show(first, explained, attempts, rule, await faultsOf(explained, same));
    },
    async explainHalt(tried, result) {
      const same: Same = (_other, { halt, trace }) =>
        halt.kind === result.halt.kind ? { verdict: 'fail', because: halt.message, at: lastCall(trace) } : undefined;
      const first = { tried, result, finding: same(tried, result) as Failing };
      const rule = { id: result.halt.kind, sentence: 'Every call ends.' };
      const { found, attempts } = await shrunk(first, same);
      // Without decisions there is nothing to tell of them, and a run that ends in a budget is dear.
      if (trimmed(found.result.choices).length === 0) return show(first, found, attempts, rule, []);
      const { labels = [] } = await execute(found.tried, true);
      return show(first, found, attempts, rule, await faultsOf({ ...found, labels }, same));
    },
  };
}

function counterexampleOf(
  { exercise, rung, contentHash, facts }: JudgeOptions,
  { id, sentence }: { readonly id: string; readonly sentence: string },
  { tried, result, finding }: Found,
  run: Run,
  shrunkBy: Counterexample['shrunk'],
  faults: readonly Fault[],
): Omit<Counterexample, 'scene'> {
  const schedule = trimmed(result.choices);
  const { origin, scenario } = tried;
  const input = 'sample' in origin ? origin : { choices: origin.input };
  return {
    rule: id,
    sentence,
    because: finding.because,
    scenario: scenario.id,
    input: tried.input,
    choices: schedule,
    facts,
    trace: result.trace,
    reference: run.reference,
    at: finding.at,
    causes: finding.causes ?? [],
    ...('expected' in finding ? { expected: finding.expected } : {}),
    ...('actual' in finding ? { actual: finding.actual } : {}),
    halt: result.halt,
    decisions: result.decisions ?? [],
    steps: stepsOf(result.trace, finding.at),
    faults,
    shrunk: shrunkBy,
    replay: formatReplay({ exercise, rung, contentHash, scenario: scenario.id, facts, input, schedule }),
  };
}

function withScene({ scene, rung }: JudgeOptions, counterexample: Omit<Counterexample, 'scene'>): Counterexample {
  // A drawing that its author got wrong must not take the verdict with it: the run is then shown as a table.
  try {
    const drawn = scene?.scene({ ...counterexample, rung }) ?? null;
    return drawn === null ? counterexample : { ...counterexample, scene: drawn };
  } catch (error) {
    return { ...counterexample, sceneFault: error instanceof Error ? error.message : String(error) };
  }
}

function callCount({ trace }: CaseResult): number {
  return trace.filter(({ kind }) => kind === 'call').length;
}

function lastCall(trace: CaseResult['trace']): number {
  return trace.findLast(({ kind }) => kind === 'call')?.seq ?? 0;
}
