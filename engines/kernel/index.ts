/**
 * Plain async TypeScript, run synchronously in virtual time: every step counted, every choice owned. See README.md.
 */
export { createKernel, DEFAULT_BUDGET, type Kernel, type KernelOptions, type Loaded } from './_internals/kernel';
export type { ConsoleCap } from './_internals/console';
export type { EventInput } from './_internals/machine';
export type { Leavings } from './_internals/leavings';
export type { Retained } from './_internals/retained';
export type { Explanation } from './_internals/runtime';
export { listedChoices, seededChoices } from './_internals/choices';
export { exploreExhaustively, exploringChoices, type Exploration } from './_internals/exploration';
export type { Clock, Spawned } from './_internals/spawned';
export { virtual } from './_internals/virtual';
export { createWorld, type Faults, type NodeEnvironment, type World, type WorldOptions } from './_internals/world';
export type { Service } from './services/service';
export { createKeyValueStore, type ScriptStore, type SetOptions } from './services/key-value';
export { createQueue } from './services/queue';
export { createLog } from './services/log';
export { createTable } from './services/table';
export { describeError, type ErrorDescription } from './_internals/describe';
export { reduce } from './_internals/reduce';
export { prepareRealm } from './_internals/realm';
export {
  classifyGrowth,
  GROWTH_CLASSES,
  growsFaster,
  type Growth,
  type GrowthClass,
  type GrowthPoint,
} from './cost/growth';
export { measureProgramCost, type ProgramCost, type ProgramCostOptions } from './cost/program-cost';
export { GROWTH_BANK, type KnownGrowth } from './cost/bank';
export { EPOCH_MS } from './_internals/date';
export { ALLOWED_GLOBALS, LANGUAGE_GLOBALS, type ProgramFactory, type ProgramRuntime } from './program';
export type {
  Budget,
  ChoiceSource,
  ConsoleLine,
  Data,
  Halt,
  HaltKind,
  SourceLocation,
  Trace,
  TraceEvent,
} from './types';
