/**
 * Who subscribes, what is published, and what subscribers do meanwhile: one situation a scenario, so that a rule's name says
 * what went wrong. All are run by `run`, from a plan. Times are multiples of 10 and slow calls end at 5 past one, so that no
 * call ends in the millisecond of a publish: the contract says nothing of which comes first then.
 */
import type { Scenario } from 'drydock';
import { asyncScenarios } from './scenarios/async';
import { costOfAPublish } from './scenarios/cost';
import type { Plan } from './scenarios/plan';
import { syncScenarios } from './scenarios/sync';

export const scenarios: readonly Scenario<Plan>[] = [...syncScenarios, ...asyncScenarios, costOfAPublish];
