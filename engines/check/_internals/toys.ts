/** Small exercises and programs for the judge's own tests. */
import type { ProgramFactory } from '../../kernel';
import { createJudge, type JudgeOptions } from './judge';
import { createRunner } from './runner';
import { differential } from './rules';
import type { JudgeEvent, Rule, RuleResult, RulesModule, Scenario } from '../types';

/** Puts numbers to `double`, one call each. */
export const numbers: Scenario<readonly number[]> = {
  id: 'numbers',
  rungs: ['toy'],
  input: (draw) => draw.list({ min: 1, max: 20 }, () => draw.integer(0, 1000)),
  run(stage, input) {
    for (const x of input) stage.call('double', [x], () => (stage.exports as { double: Double }).double(x));
  },
};

/** The same, and waits between calls for as long as the schedule says. */
export const slowNumbers: Scenario<readonly number[]> = {
  ...numbers,
  id: 'slow-numbers',
  run(stage, input) {
    for (const x of input) {
      const late = stage.pick('late', 4);
      stage.call('double', [x, late], () => (stage.exports as { double: Double }).double(x, late));
    }
  },
};

type Double = (x: number, late?: number) => unknown;

/** `double(x)` is `x * 2`. */
export const doubles: Rule = differential({
  id: 'doubles',
  rungs: ['toy'],
  scenarios: ['numbers'],
  sentence: 'double answers twice its argument.',
  op: 'double',
});

/** A program that exports `double`. */
export function program(double: unknown): ProgramFactory {
  return (_runtime, exports) => {
    exports['double'] = double;
  };
}

/** Judges a program against toys; `factory` is evaluated for each case. */
export async function judgeToy(
  factory: ProgramFactory,
  options: Partial<Omit<JudgeOptions, 'rules' | 'scenarios'>> & {
    readonly rules?: readonly Rule[];
    readonly scenarios?: readonly Scenario<readonly number[]>[];
    readonly budget?: { readonly steps: number };
    readonly reference?: RulesModule['reference'][string];
  } = {},
): Promise<readonly JudgeEvent[]> {
  const { rules = [doubles], scenarios = [numbers], budget, reference, ...rest } = options;
  const runner = createRunner({
    scenarios: { scenarios },
    program: factory,
    explain: factory,
    rung: 'toy',
    facts: {},
    requiredExport: 'double',
    ...(budget === undefined ? {} : { budget }),
  });
  const events: JudgeEvent[] = [];
  const judging = createJudge({
    rules: { rules, reference: { toy: reference ?? { double: (x: number) => x * 2 } } },
    scenarios: { scenarios },
    exercise: 'toy',
    contentHash: '0123456789abcdef',
    rung: 'toy',
    facts: {},
    seed: 1,
    runs: 100,
    runCases: (cases) => Promise.resolve(runner.runAll(cases)),
    ...rest,
  });
  for await (const event of judging) events.push(event);
  return events;
}

/** The last word on each rule. */
export function results(events: readonly JudgeEvent[]): readonly RuleResult[] {
  const told = events.flatMap((event) => (event.type === 'rule' ? [[event.result.rule, event.result] as const] : []));
  return [...new Map(told).values()];
}
