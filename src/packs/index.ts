/** Packs as the app sees them: built, fetched, checked. Making them is `build.ts`, which is Node's. */
export { BUILT_IN_PACK } from './built-in';
export { GROWTHS } from './growths';
export { loadBank, loadExercise, loadPackIndex } from './load';
export type { Fetch, Loaded, LoadProblem } from './load';
export type {
  BankProgram,
  BuildExercise,
  ExerciseBank,
  ExerciseEntry,
  FactValue,
  PackIndex,
  Question,
  Rung,
} from './types';
