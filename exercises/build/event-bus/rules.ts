/**
 * What must hold of every run, as two readings of the same plan: one of what synchronous buses delivered, by the order of
 * events in the trace, and one of what each subscription of an asynchronous bus is called with, by time. A rule is one of
 * these readings on the scenarios of one situation. Subscribers of one event may be called in any order.
 */
import type { Rule } from 'drydock';
import { asyncRules } from './rules/async';
import { reference } from './rules/reference';
import { syncRules } from './rules/sync';

export const rules: readonly Rule[] = [...syncRules, ...asyncRules];

export { reference };
