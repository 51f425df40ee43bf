/**
 * Judges compiled programs and tells every event as text. Built as one classic script, so that Node and every browser run
 * the same bytes; put on `globalThis` under `judgePrograms`.
 */
import {
  createJudge,
  createRunner,
  type JudgeEvent,
  type RulesModule,
  type ScenariosModule,
} from '../../engines/check';
import * as drydock from '../../engines/drydock';
import { createKernel, prepareRealm, type ProgramFactory } from '../../engines/kernel';
import { instantiate, type PackModuleFactory } from '../../src/sandbox/harness/pack-module';

/** One judgement: compiled texts, and everything else that it is a function of. */
export interface Order {
  readonly scenarios: string;
  readonly rules: string;
  readonly code: string;
  readonly explainCode: string;
  readonly exercise: string;
  readonly contentHash: string;
  readonly rung: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly requiredExport: string;
  readonly seed: number;
  readonly runs: number;
}

/** What a judgement said, and over how many cases. */
export interface Told {
  readonly cases: number;
  readonly text: string;
}

const { stringify } = JSON;
const evaluate = (text: string): unknown => (0, eval)(text);

async function judgeOne(order: Order): Promise<Told> {
  const scenarios = evaluate(order.scenarios) as PackModuleFactory;
  const { runtime } = createKernel();
  const runner = createRunner({
    scenarios: (own) => instantiate(scenarios, own, drydock) as unknown as ScenariosModule,
    program: evaluate(order.code) as ProgramFactory,
    explain: evaluate(order.explainCode) as ProgramFactory,
    rung: order.rung,
    facts: order.facts,
    requiredExport: order.requiredExport,
  });
  const events: JudgeEvent[] = [];
  const judging = createJudge({
    ...order,
    scenarios: instantiate(scenarios, runtime, drydock) as unknown as ScenariosModule,
    rules: instantiate(evaluate(order.rules) as PackModuleFactory, runtime, drydock) as unknown as RulesModule,
    runCases: (cases) => Promise.resolve(runner.runAll(cases)),
  });
  for await (const event of judging) events.push(event);
  const last = events.at(-1);
  const text = stringify(events, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
  return { cases: last?.type === 'done' ? last.cases : 0, text };
}

async function judgePrograms(orders: readonly Order[]): Promise<readonly Told[]> {
  prepareRealm();
  const told: Told[] = [];
  for (const order of orders) told.push(await judgeOne(order));
  return told;
}

Object.assign(globalThis, { judgePrograms });
