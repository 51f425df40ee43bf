/**
 * What must hold. Where calls come one after another no answer is free, so answers are compared with the reference's. Where
 * gets overlap with loads, a history is read from the trace: what each get may expect follows from the loads that the program
 * itself has made, so that it is free in all that the contract leaves open. A rule is a situation (its scenario) and the
 * kinds of mistakes that are told there.
 */
import type { Rule } from 'drydock';
import { capacityRules } from './rules/capacity';
import { loadRules } from './rules/loads';
import { reference } from './rules/reference';
import { staleRules } from './rules/stale';
import { timeRules } from './rules/time';
import { valueRules } from './rules/values';

export const rules: readonly Rule[] = [...valueRules, ...timeRules, ...capacityRules, ...loadRules, ...staleRules];

export { reference };
