/** The run side alone, for the realm that the program shares: no rule and no reference is in what this imports. */
export { createRunner, type Runner, type RunnerOptions } from './_internals/runner';
export {
  runOwnTests,
  type OwnTestResult,
  type OwnTests,
  type OwnTestsOptions,
  type OwnTestsOutcome,
} from './_internals/own-tests';
