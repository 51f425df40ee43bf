/**
 * What `drydock` is beside the program, where `scenarios.ts` runs: neither rules nor references. Whatever a scenario
 * needs at run time must be here.
 */
export { deliverTwice, interleave, renameKeys, shiftTimes } from './check/metamorphic/changes';
export { formatCall, formatData, sameData } from './check/_internals/calls';
export { createKeyValueStore, type ScriptStore, type SetOptions } from './kernel/services/key-value';
export type {
  AnyScenario,
  Clock,
  Data,
  Draw,
  Exports,
  Facts,
  Outcome,
  Scenario,
  ScenariosModule,
  Stage,
  StageNode,
} from './check/types';
