import type { AnyScenario, CaseRequest, CaseResult, Data, Facts, Rule, Run, ScenariosModule, Trace } from '../types';
import { createDraw, randomSource, replaySource, type DrawSource } from './draw';
import { caseSeed } from './random';
import type { Choices, Proposal } from './shrink';

/** One case: an input, where it came from, and how to send it beside the program. */
export interface Case {
  readonly scenario: AnyScenario;
  readonly input: Data;
  /** Its place among the scenario's samples, or the choices that drew it. */
  readonly origin: { readonly sample: number } | Choices;
  readonly schedule: CaseRequest['choices'];
}

/** What the judge knows when it makes cases. */
export interface CaseContext {
  readonly rung: string;
  readonly facts: Facts;
  readonly seed: number;
}

/** The fixed cases of a scenario. Their schedule is the benign one. */
export function sampleCases(scenario: AnyScenario, { rung, facts }: CaseContext): readonly Case[] {
  const samples: readonly Data[] = scenario.samples?.(rung, facts) ?? [];
  return samples.map((input, sample) => ({ scenario, input, origin: { sample }, schedule: [] }));
}

/** The generated case `index` of a scenario: the same for the same seed, whatever else is judged. */
export function generatedCase(scenario: AnyScenario, index: number, context: CaseContext): Case {
  const seed = caseSeed(context.seed, scenario.id, index);
  const source = randomSource(seed);
  const input = drawInput(scenario, source, context);
  const origin = { input: source.taken, spans: source.spans, schedule: [] };
  return { scenario, input, origin, schedule: { seed } };
}

/** The case that given choices draw. */
export function proposedCase(scenario: AnyScenario, proposal: Proposal, context: CaseContext): Case {
  const source = replaySource(proposal.input);
  const input = drawInput(scenario, source, context);
  const origin = { input: source.taken, spans: source.spans, schedule: proposal.schedule };
  return { scenario, input, origin, schedule: proposal.schedule };
}

function drawInput(scenario: AnyScenario, source: DrawSource, { rung, facts }: CaseContext): Data {
  return scenario.input(createDraw(source), rung, facts);
}

/** A case as a rule sees it. The reference runs when a rule first asks for it. */
export function runOf(
  tried: Case,
  result: Pick<CaseResult, 'trace' | 'halt'>,
  { rung, facts }: CaseContext,
  reference: () => Trace,
): Run {
  let made: Trace | undefined;
  return {
    scenario: tried.scenario.id,
    rung,
    facts,
    input: tried.input,
    trace: result.trace,
    halt: result.halt,
    get reference() {
      return (made ??= reference());
    },
  };
}

/** A rung's rules in order, and how many generated cases each of its scenarios needs. */
export interface Plan {
  readonly rules: readonly Rule[];
  readonly scenarios: readonly { readonly scenario: AnyScenario; readonly generated: number }[];
}

/**
 * A rule is judged over `runs` generated cases in all, split evenly over its scenarios, and over whatever else of them
 * is run for other rules. Scenarios come in the order in which rules need them, rules of one scenario alone first.
 */
export function planOf(
  rules: readonly Rule[],
  { scenarios }: ScenariosModule,
  { rung, facts, runs }: { readonly rung: string; readonly facts: Facts; readonly runs: number },
): Plan {
  const mine = rules.filter((rule) => rule.rungs.includes(rung) && (rule.under?.(facts) ?? true));
  const needed = new Map<string, number>();
  const inOrder = mine.toSorted((a, b) => Number(a.scenarios.length > 1) - Number(b.scenarios.length > 1));
  for (const rule of inOrder) {
    const here = rule.scenarios.filter((id) => scenarios.some((one) => one.id === id && one.rungs.includes(rung)));
    if (here.length === 0) throw new Error(`rule "${rule.id}" has no scenario on rung "${rung}"`);
    for (const id of here) needed.set(id, Math.max(needed.get(id) ?? 0, Math.ceil(runs / here.length)));
  }
  for (const [index, rule] of mine.entries()) {
    // One that is not asked for here is waited for by nobody.
    const late = rule.after?.find((id) => mine.findIndex((other) => other.id === id) > index);
    if (late !== undefined) throw new Error(`rule "${rule.id}" is after "${late}", which stands behind it: move it up`);
  }
  return {
    rules: mine,
    scenarios: [...needed].flatMap(([id, generated]) =>
      scenarios.filter((scenario) => scenario.id === id).map((scenario) => ({ scenario, generated })),
    ),
  };
}
