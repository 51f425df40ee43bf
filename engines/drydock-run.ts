/**
 * What `drydock` is beside the program, where `scenarios.ts` runs: neither rules nor references. Whatever a scenario
 * needs at run time must be here.
 */
export { formatCall, formatData, sameData } from './check/_internals/calls';
export type { AnyScenario, Data, Draw, Exports, Facts, Outcome, Scenario, ScenariosModule, Stage } from './check/types';
