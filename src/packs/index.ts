/** Packs as the app sees them: built, fetched, checked. Making them is `build.ts`, which is Node's. */
export { BUILT_IN_PACK } from './built-in';
export { GROWTHS } from './growths';
export { loadBank, loadCase, loadExercise, loadPackIndex } from './load';
export type { Fetch, Loaded, LoadProblem } from './load';
export { CASE_RUNG } from './types';
export type {
  BankProgram,
  BuildExercise,
  CaseStageEntry,
  DesignCase,
  ExerciseBank,
  ExerciseEntry,
  FactValue,
  PackIndex,
  Question,
  RealSystem,
  RequirementChange,
  Requirement,
  Rung,
  TestService,
} from './types';
