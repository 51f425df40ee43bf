/**
 * Jobs, and when they are handed in: one situation a scenario, so that a rule's name says what went wrong. All of them are
 * run by `run`, from a plan; a job of the scenario's own marks when it starts and when it ends. Nothing is awaited but
 * time, so that a promise which never settles is told by a rule.
 */
import type { AnyScenario } from 'drydock';
import { filledAgain, overTheBound, producersInLine, withinTheBound } from './scenarios/backpressure';
import { costOfJobs } from './scenarios/cost';
import { failing, failingBacklog, failuresMakeRoom, oneFails } from './scenarios/failures';
import {
  drainEndsResults,
  failuresInResults,
  readerWaits,
  resultsInOrder,
  slowFirst,
  slowReader,
} from './scenarios/ordered-results';
import {
  abortedDrain,
  closedIdle,
  closedTwice,
  closing,
  failuresWhileClosing,
  heeding,
  onePoolClosed,
} from './scenarios/shutdown';
import {
  backlog,
  endTogether,
  freeWorker,
  idleAgain,
  nested,
  oddValues,
  oneJob,
  outOfOrder,
  queueJump,
  sameFunction,
  startOrder,
  twoPools,
} from './scenarios/workers';

export const scenarios: readonly AnyScenario[] = [
  oneJob,
  oddValues,
  freeWorker,
  backlog,
  startOrder,
  endTogether,
  idleAgain,
  outOfOrder,
  nested,
  queueJump,
  sameFunction,
  twoPools,
  withinTheBound,
  overTheBound,
  producersInLine,
  filledAgain,
  failing('rejecting-job', 'rejects'),
  failing('throwing-job', 'throws'),
  failingBacklog('rejecting-backlog', 'rejects'),
  failingBacklog('throwing-backlog', 'throws'),
  oneFails,
  failuresMakeRoom,
  closing('drain-busy', 'drain'),
  closing('abort-busy', 'abort'),
  closedIdle,
  closedTwice,
  abortedDrain,
  onePoolClosed,
  failuresWhileClosing,
  heeding,
  resultsInOrder,
  slowFirst,
  failuresInResults,
  slowReader,
  readerWaits,
  drainEndsResults,
  costOfJobs,
];
