/**
 * Traffic, one situation a scenario, so that a rule's name says what went wrong. Where a scenario is not about the end of
 * a window, its windows begin at multiples of their length and no request falls on an end: a limiter that gets only that
 * wrong passes there, and is told so by the rule that is about it.
 */
import type { ScenariosModule } from 'drydock';
import { costOfACall, manyGone } from './scenarios/cost';
import { anyKey, largeTimes, manyKeys, twoLimiters } from './scenarios/keys';
import { userAndIpScenarios } from './scenarios/user-and-ip';
import { exactWeights, lateWindows, weighted } from './scenarios/weights';
import {
  anyStart,
  fromZero,
  oneWindow,
  otherClocks,
  quietKey,
  refusals,
  sameInstant,
  windowEdge,
} from './scenarios/windows';

/** Cheap and telling ones first. */
export const scenarios: ScenariosModule['scenarios'] = [
  oneWindow,
  otherClocks,
  quietKey,
  windowEdge,
  anyStart,
  refusals,
  sameInstant,
  fromZero,
  manyKeys,
  anyKey,
  twoLimiters,
  largeTimes,
  weighted,
  exactWeights,
  lateWindows,
  manyGone,
  costOfACall,
  ...userAndIpScenarios,
];
