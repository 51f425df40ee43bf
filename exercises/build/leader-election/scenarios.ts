/**
 * Elections among nodes that each run the program, against one store: a plan says when what is called, and what goes wrong.
 * One situation a scenario, so that a rule's name says what went wrong; all of them are run by `run`.
 */
import type { Scenario } from 'drydock';
import { acquiring } from './scenarios/acquire';
import { electing } from './scenarios/elections';
import { pausing } from './scenarios/pauses';
import type { Plan } from './scenarios/plan';
import { writing } from './scenarios/writes';

export const scenarios: readonly Scenario<Plan>[] = [...acquiring, ...electing, ...pausing, ...writing];
