/**
 * The judge. `createRunner` runs cases beside the program and knows no rule; `createJudge` makes the cases, holds what
 * came back against rules and references, and never runs the program. Between them goes data. See README.md.
 */
export { createRunner, type Runner, type RunnerOptions } from './run';
export { createJudge, type JudgeOptions } from './_internals/judge';
export { formatReplay, parseReplay, type ParsedReplay, type Replay } from './_internals/replay';
export { replayCase, replayProblem } from './_internals/replay-case';

// For authors: what a rule is made of.
export {
  answerOf,
  differential,
  formatEnd,
  invariant,
  type DifferentialOptions,
  type Divergence,
  type InvariantOptions,
  type RuleHead,
} from './_internals/rules';
export { checkLinearizable, type Linearizability, type Model, type Operation } from './linearizability/check';
export { compareAndSetModel, keyValueModel, lockModel, queueModel, registerModel } from './linearizability/models';
export { linearizable, type LinearizableOptions } from './linearizability/rule';
export { metamorphic, partsOf, type MetamorphicOptions } from './metamorphic/rule';
export { statistic, type StatisticOptions } from './statistics/rule';
export { delayTest, proportionTest, ringBalanceTest, uniformityTest } from './statistics/tests';
export {
  costClass,
  memoryBound,
  noTimersLeft,
  type CostClassOptions,
  type MemoryBoundOptions,
} from './_internals/measures';
export { callsOf, formatCall, formatData, sameData, type Call, type CallEnd } from './_internals/calls';
export { intervalOf, marksOf, mostAtOnce, openAt, overlaps, type Interval, type Mark } from './_internals/overlap';
export { stepsOf } from './_internals/steps';
export type * from './types';
