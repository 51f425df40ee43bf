import type { AnyScenario, Data, JudgeEvent, Rule, RunCases, ScenariosModule } from '../types';
import { createDraw, replaySource } from './draw';
import { createJudge, type JudgeOptions } from './judge';
import { formatReplay, type Replay } from './replay';

/**
 * Judges exactly the case that a replay names, by every rule that judges its scenario, and no other case: nothing is
 * drawn and nothing is made smaller. The events are those of a judgement; a counterexample carries the same replay.
 *
 * Throws an Error for what `replayProblem` tells.
 */
export async function* replayCase(options: JudgeOptions, replay: Replay): AsyncGenerator<JudgeEvent, void, undefined> {
  const { rules, scenarios, rung, runCases } = options;
  const problem = replayProblem(scenarios, rung, replay);
  if (problem !== undefined) throw new Error(problem);
  const scenario = scenarioOf(scenarios, replay) as AnyScenario;
  const input = inputOf(scenario, replay, options);
  // One generated case, whose input is this one whatever is drawn. The rest of the scenario stays as it is.
  const only: AnyScenario = {
    ...scenario,
    samples: () => [],
    input: () => input,
    run: (stage, given) => scenario.run(stage, given),
  };
  const mine = rules.rules.filter((rule) => rule.rungs.includes(rung) && rule.scenarios.includes(scenario.id));
  const replayed: RunCases = (cases) => runCases(cases.map((one) => ({ ...one, choices: replay.schedule })));
  const judging = createJudge({
    ...options,
    rules: { ...rules, rules: mine.map(onlyHere(scenario.id)) },
    scenarios: { scenarios: [only] },
    runs: 1,
    runCases: replayed,
  });
  for await (const event of judging) yield withReplay(event, formatReplay(replay));
}

/** Why a replay cannot be run on this exercise, in a sentence; undefined where it can. */
export function replayProblem(scenarios: ScenariosModule, rung: string, replay: Replay): string | undefined {
  const scenario = scenarioOf(scenarios, replay);
  const known = scenarios.scenarios.filter(({ rungs }) => rungs.includes(rung)).map(({ id }) => id);
  if (scenario === undefined || !known.includes(replay.scenario)) {
    return `The replay is of the scenario "${replay.scenario}", which rung "${rung}" does not have. There are: ${known.join(', ')}.`;
  }
  if (!('sample' in replay.input)) return undefined;
  const count = scenario.samples?.(rung, replay.facts).length ?? 0;
  if (replay.input.sample < count) return undefined;
  return `The replay is of fixed case ${replay.input.sample + 1} of "${replay.scenario}", which has ${count}.`;
}

function scenarioOf({ scenarios }: ScenariosModule, replay: Replay): AnyScenario | undefined {
  return scenarios.find(({ id }) => id === replay.scenario);
}

function inputOf(scenario: AnyScenario, replay: Replay, { rung, facts }: JudgeOptions): Data {
  if ('sample' in replay.input) return scenario.samples?.(rung, facts)[replay.input.sample];
  return scenario.input(createDraw(replaySource(replay.input.choices)), rung, facts);
}

/** The rule, for one of its scenarios alone: the others are not there. */
function onlyHere(scenario: string) {
  return (rule: Rule): Rule => ({ ...rule, scenarios: [scenario], check: (run) => rule.check(run) });
}

function withReplay(event: JudgeEvent, replay: string): JudgeEvent {
  if (event.type === 'rule' && event.result.counterexample !== undefined) {
    return { ...event, result: { ...event.result, counterexample: { ...event.result.counterexample, replay } } };
  }
  if (event.type === 'halt' && event.counterexample !== undefined) {
    return { ...event, counterexample: { ...event.counterexample, replay } };
  }
  return event;
}
