/**
 * What must hold of a run, whatever the design: a history of each job is read from the trace and held against the contract,
 * at the end of each millisecond where the contract says "at once". A rule is a situation (its scenario) and the kinds of
 * mistakes that are told there.
 */
import type { Rule } from 'drydock';
import { backpressureRules } from './rules/backpressure';
import { failureRules } from './rules/failures';
import { resultRules } from './rules/ordered-results';
import { reference } from './rules/reference';
import { shutdownRules } from './rules/shutdown';
import { workerRules } from './rules/workers';

export const rules: readonly Rule[] = [
  ...workerRules,
  ...backpressureRules,
  ...failureRules,
  ...shutdownRules,
  ...resultRules,
];

export { reference };
