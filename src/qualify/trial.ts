/**
 * Trials: one program of a bank, or one mutant, judged again and again as a learner's program would be. A *judgement* is
 * what one press of Run is: the fixed cases, then as many generated ones a rule as the rung says, drawn from a seed of
 * its own (1, 2, 3, ...). A *seed* of the report is one generated case: one input drawn for one scenario, with its
 * schedule, held against every rule that judges that scenario. Fixed cases and cases tried while a failure is made
 * smaller are none.
 */
import { createJudge } from '../../engines/check';
import type {
  CaseResult,
  Facts,
  JudgeEvent,
  Rule,
  RulesModule,
  RunCases,
  ScenariosModule,
  Verdict,
} from '../../engines/check/types';
import type { FailedRule, AcceptTrial, CasesToKill, MutantTrial, RejectTrial, RepairTrial } from './types';

/** A program that is ready to be run, or why it is none. */
export type Opened =
  { readonly ok: true; readonly runCases: RunCases } | { readonly ok: false; readonly message: string };

/** What programs of a rung are tried with. */
export interface TrialSetting {
  readonly exercise: string;
  readonly contentHash: string;
  readonly rung: string;
  readonly facts: Facts;
  /** Cases a rule in one judgement: the rung's own. */
  readonly runs: number;
  readonly rules: RulesModule;
  readonly scenarios: ScenariosModule;
  readonly open: (source: string) => Opened;
}

/** What one judgement came to. */
interface Judgement {
  /** The last word on each rule, and whether a failure did not stand when it was repeated. */
  readonly rules: ReadonlyMap<string, { readonly verdict: Verdict; readonly message: string; readonly flaky: boolean }>;
  readonly failed: readonly FailedRule[];
  readonly halt?: string;
  readonly generated: number;
  /** All that came back, as one text, and rules that answered two things of one run; only where it was asked for. */
  readonly observed: string;
  readonly moody: ReadonlySet<string>;
}

interface JudgementOptions {
  readonly seed: number;
  /** Leave the fixed cases out. */
  readonly generatedOnly?: boolean;
  readonly observe?: boolean;
  /** Whether enough is known: the judgement ends there. */
  readonly until?: (event: JudgeEvent) => boolean;
}

async function judgement(setting: TrialSetting, runCases: RunCases, options: JudgementOptions): Promise<Judgement> {
  const { seed, generatedOnly = false, observe = false, until = () => false } = options;
  let generated = 0;
  let observed = '';
  const moody = new Set<string>();
  const counting: RunCases = async (cases) => {
    const results = await runCases(cases);
    cases.slice(0, results.length).forEach(({ choices }) => (generated += 'seed' in choices ? 1 : 0));
    if (observe) observed += results.map(textOf).join('\n');
    return results;
  };
  const { exercise, contentHash, rung, facts, runs, rules, scenarios } = setting;
  const judge = createJudge({
    exercise,
    contentHash,
    rung,
    facts,
    seed,
    runs,
    rules: observe ? { ...rules, rules: rules.rules.map((rule) => asksTwice(rule, (id) => moody.add(id))) } : rules,
    scenarios: generatedOnly ? withoutSamples(scenarios) : scenarios,
    runCases: counting,
  });
  const told = new Map<string, { verdict: Verdict; message: string; flaky: boolean }>();
  const failed = new Map<string, FailedRule>();
  let halt: string | undefined;
  for await (const event of judge) {
    if (event.type === 'rule') {
      const { rule, verdict, message, counterexample, failedCase = 0 } = event.result;
      told.set(rule, { verdict, message, flaky: told.get(rule)?.verdict === 'fail' && verdict === 'unknown' });
      if (verdict === 'fail')
        failed.set(rule, { rule, message, seed, failedCase, replay: counterexample?.replay ?? '' });
      else failed.delete(rule);
    }
    if (event.type === 'halt') halt = `${event.halt.kind}: ${event.halt.message}`;
    if (until(event)) break;
  }
  return {
    rules: told,
    failed: [...failed.values()],
    ...(halt === undefined ? {} : { halt }),
    generated,
    observed,
    moody,
  };
}

/** The rule, asked twice of each run. One that throws is told by the judge. */
function asksTwice(rule: Rule, tell: (id: string) => void): Rule {
  return {
    ...rule,
    check(run) {
      const first = rule.check(run);
      if (rule.check(run).verdict !== first.verdict) tell(rule.id);
      return first;
    },
  };
}

function withoutSamples({ scenarios }: ScenariosModule): ScenariosModule {
  return { scenarios: scenarios.map((scenario) => ({ ...scenario, samples: () => [] })) };
}

function textOf(result: CaseResult): string {
  return JSON.stringify(result, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** Judgements of a right program that may fail: more would tell nothing new, and each is made small. */
const MOST_FAILING = 3;

/** A right program over at least `seeds` generated cases; the first judgement is made twice and compared. */
export async function tryAccept(setting: TrialSetting, source: string, seeds: number): Promise<AcceptTrial> {
  const opened = setting.open(source);
  if (!opened.ok)
    return { generated: 0, judgements: 0, rules: [], failed: [], halts: [opened.message], unknown: {}, flaky: [] };
  const failed = new Map<string, FailedRule>();
  const unknown: Record<string, { count: number; message: string }> = {};
  const flaky = new Set<string>();
  const halts: string[] = [];
  let generated = 0;
  let judgements = 0;
  const rules = new Set<string>();
  let failing = 0;
  while (generated < seeds && halts.length === 0 && failing < MOST_FAILING) {
    judgements += 1;
    const observe = judgements === 1;
    const made = await judgement(setting, opened.runCases, { seed: judgements, observe });
    if (observe)
      differences(made, await judgement(setting, opened.runCases, { seed: 1, observe })).forEach((id) => flaky.add(id));
    for (const one of made.failed) if (!failed.has(one.rule)) failed.set(one.rule, one);
    for (const [rule, { verdict, message, flaky: isFlaky }] of made.rules) {
      rules.add(rule);
      if (isFlaky) flaky.add(rule);
      else if (verdict === 'unknown') unknown[rule] = { count: (unknown[rule]?.count ?? 0) + 1, message };
    }
    if (made.halt !== undefined) halts.push(made.halt);
    generated += made.generated;
    failing += made.failed.length > 0 ? 1 : 0;
    // A rung whose rules need no generated case would never be done.
    if (made.generated === 0) break;
  }
  return {
    generated,
    judgements,
    rules: [...rules].sort(),
    failed: [...failed.values()],
    halts,
    unknown,
    flaky: [...flaky].sort(),
  };
}

/** Rules that say something else the second time; `*` where the runs themselves differ. */
function differences(first: Judgement, second: Judgement): readonly string[] {
  const ids = [...new Set([...first.rules.keys(), ...second.rules.keys()])];
  const differ = ids.filter(
    (id) => first.moody.has(id) || first.rules.get(id)?.message !== second.rules.get(id)?.message,
  );
  return first.observed === second.observed || differ.length > 0 ? differ : ['*'];
}

/**
 * A wrong program: does the rule that it names tell it, whatever the seed, and after how many generated cases? The
 * second is not asked where it is judged once.
 */
export async function tryReject(
  setting: TrialSetting,
  source: string,
  breaks: string,
  judgements: number,
): Promise<RejectTrial> {
  const opened = setting.open(source);
  if (!opened.ok) return { killers: [], missed: judgements, judgements, instead: opened.message, toKill: null };
  const until = (event: JudgeEvent): boolean =>
    event.type === 'rule' && event.result.rule === breaks && event.result.verdict !== 'pass';
  const first = await judgement(setting, opened.runCases, { seed: 1 });
  const killers = first.failed.map(({ rule }) => rule);
  let missed = 0;
  let instead = '';
  const counts: number[] = [];
  let drawnOnly = 0;
  for (let seed = 1; seed <= judgements; seed += 1) {
    const made = seed === 1 ? first : await judgement(setting, opened.runCases, { seed, until });
    if (made.failed.every(({ rule }) => rule !== breaks)) {
      missed += 1;
      if (instead === '') instead = insteadOf(made, breaks);
    }
    // Every other one: half of the time, for a figure that need not be exact.
    if (judgements === 1 || seed % 2 === 0) continue;
    drawnOnly += 1;
    const drawn = await judgement(setting, opened.runCases, { seed, generatedOnly: true, until });
    const found = drawn.failed.find(({ rule }) => rule === breaks);
    if (found !== undefined) counts.push(found.failedCase);
  }
  return { killers, missed, judgements, instead, toKill: judgements === 1 ? null : toKill(counts, drawnOnly) };
}

function toKill(counts: readonly number[], judgements: number): CasesToKill {
  const sorted = counts.toSorted((a, b) => a - b);
  return {
    median: sorted[Math.floor((sorted.length - 1) / 2)] ?? null,
    worst: sorted.at(-1) ?? null,
    judgements,
    missed: judgements - counts.length,
  };
}

function insteadOf({ halt, failed, rules }: Judgement, breaks: string): string {
  if (halt !== undefined) return `it ended with ${halt}`;
  const others = failed.map(({ rule }) => rule);
  const told = rules.get(breaks);
  if (told === undefined) return 'that rule is not judged under these facts';
  if (told.flaky) return `${breaks} failed once and not when the case was repeated`;
  if (others.length > 0) return `${others.join(', ')} failed`;
  return told.verdict === 'unknown' ? `${breaks} is unknown: ${told.message}` : 'it passed';
}

/** A mended reject must pass as an accept does. */
export async function tryRepaired(setting: TrialSetting, source: string, seeds: number): Promise<RepairTrial> {
  const { failed, halts, unknown, flaky, generated } = await tryAccept(setting, source, seeds);
  const [first] = failed;
  if (halts[0] !== undefined) return { ok: false, generated, message: `it ended with ${halts[0]}` };
  if (first !== undefined) return { ok: false, generated, message: `${first.rule} fails: ${first.message}` };
  const [rule, told] = Object.entries(unknown)[0] ?? [];
  if (rule !== undefined) return { ok: false, generated, message: `${rule} stays unknown: ${told?.message ?? ''}` };
  if (flaky.length > 0)
    return { ok: false, generated, message: `${flaky.join(', ')} answered differently when repeated` };
  return { ok: true, generated, message: '' };
}

/** A mutant dies by the first rule that fails, or when it is halted, within `seeds` generated cases. */
export async function tryMutant(setting: TrialSetting, source: string, seeds: number): Promise<MutantTrial> {
  const opened = setting.open(source);
  if (!opened.ok) return { end: 'invalid', by: '', judgements: 0 };
  const until = (event: JudgeEvent): boolean =>
    event.type === 'halt' || (event.type === 'rule' && event.result.verdict === 'fail');
  let generated = 0;
  let judgements = 0;
  while (generated < seeds) {
    judgements += 1;
    const made = await judgement(setting, opened.runCases, { seed: judgements, until });
    const [failed] = made.failed;
    if (failed !== undefined) return { end: 'killed', by: failed.rule, judgements };
    if (made.halt !== undefined) return { end: 'killed', by: made.halt.split(':', 1)[0] ?? 'halt', judgements };
    generated += made.generated;
    if (made.generated === 0) break;
  }
  return { end: 'survived', by: '', judgements };
}
