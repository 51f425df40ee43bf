import type { ProgramFactory } from '../../kernel';
import type {
  CaseResult,
  Counterexample,
  Facts,
  Halt,
  JudgeEvent,
  MeasuredCost,
  Rule,
  RuleResult,
  RulesModule,
  Run,
  RunCases,
  SceneModule,
  ScenariosModule,
  Trace,
  Verdict,
} from '../types';
import { generatedCase, planOf, runOf, sampleCases, type Case, type CaseContext } from './cases';
import { createExplainer, type Explainer, type Failing } from './explain';
import { checkHalted, checkRun, claims } from './check-run';
import { createRunner } from './runner';

/** Everything that a judgement is a function of, and the way to the program. */
export interface JudgeOptions {
  readonly rules: RulesModule;
  readonly scenarios: ScenariosModule;
  /** Draws counterexamples. Left out: none is drawn. */
  readonly scene?: SceneModule;
  readonly exercise: string;
  readonly contentHash: string;
  readonly rung: string;
  readonly facts: Facts;
  /** uint32 */
  readonly seed: number;
  /** Generated cases a rule. */
  readonly runs: number;
  readonly runCases: RunCases;
}

/** Cases sent at once: enough that messages cost little, few enough that results come while it works. */
const BATCH = 64;

/**
 * Judges a program by what it does: fixed cases first, then generated ones; each rule is told as soon as it is decided,
 * a failure with the smallest run that shows it. The same options and the same program give the same events.
 *
 * Throws what `runCases` throws (the sandbox was lost), and an Error for a pack that is wrong in itself.
 */
export async function* createJudge(options: JudgeOptions): AsyncGenerator<JudgeEvent, void, undefined> {
  const judgement = new Judgement(options);
  try {
    yield* judgement.samples();
    yield* judgement.generated();
    yield* judgement.passes();
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    const { halt, counterexample } = error;
    yield { type: 'halt', halt, ...(counterexample === undefined ? {} : { counterexample }) };
    judgement.fail();
  }
  yield judgement.done();
}

/** Ends a judgement: the program itself stopped. */
class Halted extends Error {
  constructor(
    readonly halt: Halt,
    readonly counterexample: Counterexample | undefined,
  ) {
    super(halt.message);
  }
}

interface RuleState {
  readonly rule: Rule;
  cases: number;
  evidence: number;
  result: RuleResult | undefined;
  measured: MeasuredCost | undefined;
}

class Judgement {
  readonly #options: JudgeOptions;
  readonly #context: CaseContext;
  readonly #states: readonly RuleState[];
  readonly #plan: ReturnType<typeof planOf>;
  readonly #explainer: Explainer;
  readonly #planned: number;
  #cases = 0;
  #steps = 0;
  #failed = false;
  #nextId = 1;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#context = { rung: options.rung, facts: options.facts, seed: options.seed };
    this.#plan = planOf(options.rules.rules, options.scenarios, options);
    this.#states = this.#plan.rules.map((rule) => ({
      rule,
      cases: 0,
      evidence: 0,
      result: undefined,
      measured: undefined,
    }));
    const samples = this.#plan.scenarios.map(({ scenario }) => sampleCases(scenario, this.#context).length);
    this.#planned = this.#plan.scenarios.reduce((sum, { generated }, at) => sum + generated + (samples[at] ?? 0), 0);
    this.#explainer = createExplainer({
      ...options,
      context: this.#context,
      execute: async (one, explain) => (await this.#execute([one], { explain, keepConsole: explain }))[0] as CaseResult,
      runOf: (one, result) => this.#runOf(one, result),
    });
  }

  /** The first of all fixed cases alone: a program that never ends is found by one case and not by fifty. */
  async *samples(): AsyncGenerator<JudgeEvent, void, undefined> {
    const [first, ...rest] = this.#plan.scenarios.flatMap(({ scenario }) => sampleCases(scenario, this.#context));
    if (first !== undefined) yield* this.#judge([first]);
    for (let at = 0; at < rest.length; at += BATCH) yield* this.#judge(rest.slice(at, at + BATCH));
  }

  async *generated(): AsyncGenerator<JudgeEvent, void, undefined> {
    for (const { scenario, generated } of this.#plan.scenarios) {
      for (let at = 0; at < generated && this.#isOpen(scenario.id); at += BATCH) {
        const length = Math.min(BATCH, generated - at);
        yield* this.#judge(Array.from({ length }, (_, index) => generatedCase(scenario, at + index, this.#context)));
      }
      yield* this.passes(scenario.id);
    }
  }

  /** Decides rules whose every scenario has been run; after the last one, all that are left. */
  async *passes(finished?: string): AsyncGenerator<JudgeEvent, void, undefined> {
    const order = this.#plan.scenarios.map(({ scenario }) => scenario.id);
    const ran = finished === undefined ? order : order.slice(0, order.indexOf(finished) + 1);
    for (const state of this.#states) {
      const complete = state.rule.scenarios.every((id) => !order.includes(id) || ran.includes(id));
      if (state.result === undefined && complete) yield this.#decide(state, passed(state));
    }
  }

  fail(): void {
    this.#failed = true;
  }

  done(): JudgeEvent {
    const verdicts = this.#states.map(({ result }) => result?.verdict);
    const failed = this.#failed || verdicts.includes('fail');
    const verdict: Verdict = failed ? 'fail' : verdicts.every((one) => one === 'pass') ? 'pass' : 'unknown';
    return { type: 'done', verdict, cases: this.#cases, steps: this.#steps };
  }

  #isOpen(scenario: string): boolean {
    return this.#states.some(({ rule, result }) => result === undefined && rule.scenarios.includes(scenario));
  }

  /** Runs cases and judges each by every undecided rule, in the order of the rules. */
  async *#judge(cases: readonly Case[]): AsyncGenerator<JudgeEvent, void, undefined> {
    const open = cases.filter(({ scenario }) => this.#isOpen(scenario.id));
    // Answers end with the first case that was halted: what is left is asked for again.
    let rest = open;
    while (rest.length > 0) {
      const results = await this.#execute(rest, { explain: false, keepConsole: this.#cases === 0 });
      const ran = rest.slice(0, results.filter((result) => result !== undefined).length);
      for (const [index, tried] of ran.entries()) yield* this.#caseRan(tried, results[index] as CaseResult);
      rest = rest.slice(ran.length).filter(({ scenario }) => this.#isOpen(scenario.id));
    }
    if (open.length > 0) yield { type: 'progress', cases: this.#cases, of: this.#planned };
  }

  async *#caseRan(tried: Case, result: CaseResult): AsyncGenerator<JudgeEvent, void, undefined> {
    this.#cases += 1;
    if (result.console.length > 0) yield { type: 'console', lines: result.console };
    if (result.halt.kind === 'done') return yield* this.#judgeOne(tried, result);
    const claiming = this.#states.filter(
      ({ rule }) => rule.scenarios.includes(tried.scenario.id) && claims(rule, result.halt),
    );
    if (claiming.length === 0) return yield* this.#halted(tried, result);
    // One that has failed already has told it; the others say nothing of a run that did not end.
    const first = claiming.find(({ result: decided }) => decided === undefined);
    if (first === undefined || claiming.some(({ result: decided }) => decided?.verdict === 'fail')) return;
    first.cases += 1;
    const finding = checkHalted(first.rule, this.#runOf(tried, result));
    yield* this.#broken(first, tried, result, finding);
  }

  async *#halted(tried: Case, result: CaseResult): AsyncGenerator<JudgeEvent, never, undefined> {
    // Nothing was called yet: there is no run to show.
    if (result.trace.every(({ kind }) => kind !== 'call')) throw new Halted(result.halt, undefined);
    const { counterexample, console } = await this.#explainer.explainHalt(tried, result);
    if (console.length > 0) yield { type: 'console', lines: console };
    throw new Halted(counterexample.halt.kind === 'done' ? result.halt : counterexample.halt, counterexample);
  }

  async *#judgeOne(tried: Case, result: CaseResult): AsyncGenerator<JudgeEvent, void, undefined> {
    const run = this.#runOf(tried, result);
    for (const state of this.#states) {
      if (state.result !== undefined || !state.rule.scenarios.includes(run.scenario)) continue;
      state.cases += 1;
      const finding = checkRun(state.rule, run);
      if (finding.verdict === 'pass') state.evidence += 1;
      if (finding.verdict !== 'broken') state.measured ??= state.rule.measured?.(run);
      if (finding.verdict === 'broken') yield this.#decide(state, brokenCheck(state, finding.message));
      if (finding.verdict === 'fail') yield* this.#broken(state, tried, result, finding);
    }
  }

  /** A rule is broken: told at once, since making it small takes a while, and again with the smallest run. */
  async *#broken(
    state: RuleState,
    tried: Case,
    result: CaseResult,
    finding: Failing,
  ): AsyncGenerator<JudgeEvent, void, undefined> {
    yield { type: 'rule', result: failed(state, finding.because) };
    const explained = await this.#explainer.explain(state.rule, tried, result, finding);
    if (explained.console.length > 0) yield { type: 'console', lines: explained.console };
    yield this.#decide(state, explained.kind === 'flaky' ? flaky(state) : shown(state, explained.counterexample));
    if (explained.kind === 'shown') yield* this.#blockAfter(state.rule.id);
  }

  /** One mistake is told once: what builds on a failed rule is not judged. */
  *#blockAfter(failedId: string): Generator<JudgeEvent, void, undefined> {
    for (const state of this.#states) {
      if (state.result !== undefined || !state.rule.after?.includes(failedId)) continue;
      const message = `Not judged yet: it builds on ${failedId}, which fails. Mend that first.`;
      yield this.#decide(state, { rule: state.rule.id, verdict: 'unknown', message, cases: state.cases });
      yield* this.#blockAfter(state.rule.id);
    }
  }

  #decide(state: RuleState, result: RuleResult): JudgeEvent {
    const { measured } = state;
    state.result = measured === undefined ? result : { ...result, measured };
    return { type: 'rule', result: state.result };
  }

  #runOf(tried: Case, result: Pick<CaseResult, 'trace' | 'halt' | 'choices'>): Run {
    return runOf(tried, result, this.#context, () => this.#reference(tried, result.choices));
  }

  /** The correct program's trace on the same input and choices, run here and never beside the program. */
  #reference(tried: Case, choices: readonly number[]): Trace {
    const { rung, facts, rules, scenarios } = this.#options;
    const made = rules.reference[rung];
    if (made === undefined) throw new Error(`rung "${rung}" has no reference`);
    const exports = typeof made === 'function' ? made(facts) : made;
    const program: ProgramFactory = (_runtime, target) => void Object.assign(target, exports);
    const requiredExport = Object.keys(exports)[0] ?? '';
    const runner = createRunner({ scenarios, program, explain: program, rung, facts, requiredExport });
    const result = runner.run({ id: 0, scenario: tried.scenario.id, input: tried.input, choices });
    if (result.halt.kind !== 'done') {
      throw new Error(
        `the reference of rung "${rung}" halts in scenario "${tried.scenario.id}": ${result.halt.message}`,
      );
    }
    return result.trace;
  }

  async #execute(
    cases: readonly Case[],
    flags: { readonly explain: boolean; readonly keepConsole: boolean },
  ): Promise<readonly (CaseResult | undefined)[]> {
    const requests = cases.map(({ scenario, input, schedule }) => ({
      id: this.#nextId++,
      scenario: scenario.id,
      input,
      choices: schedule,
      ...flags,
    }));
    if (requests.length === 0) return [];
    const byId = new Map((await this.#options.runCases(requests)).map((result) => [result.id, result]));
    const results = requests.map(({ id }) => byId.get(id));
    if (results[0] === undefined) throw new Error('no result came back for a case');
    for (const result of results) this.#steps += result?.steps ?? 0;
    return results;
  }
}

function passed({ rule, cases, evidence }: RuleState): RuleResult {
  const situation = rule.situation ?? 'what it is about';
  if (evidence === 0) {
    const message = `Not shown either way: none of ${cases} cases had ${situation}.`;
    return { rule: rule.id, verdict: 'unknown', message, cases };
  }
  const message =
    rule.situation === undefined || evidence === cases
      ? `Held in ${cases} cases.`
      : `Held in ${cases} cases; ${evidence} of them had ${situation}.`;
  return { rule: rule.id, verdict: 'pass', message, cases };
}

function brokenCheck({ rule, cases }: RuleState, what: string): RuleResult {
  const message = `The check itself failed, which is a fault of the exercise and not of your program: ${what}`;
  return { rule: rule.id, verdict: 'unknown', message, cases };
}

function failed({ rule, cases }: RuleState, because: string): RuleResult {
  return { rule: rule.id, verdict: 'fail', message: because, cases, failedCase: cases };
}

function shown(state: RuleState, counterexample: Counterexample): RuleResult {
  return { ...failed(state, counterexample.because), counterexample };
}

function flaky({ rule, cases }: RuleState): RuleResult {
  const message = `Case ${cases} broke this rule, and did not when it was repeated: the program answers differently to the same calls. Look for state that outlives a run, such as changed built-ins.`;
  return { rule: rule.id, verdict: 'unknown', message, cases };
}
