/**
 * What is asked of a cache, and when: one situation a scenario, so that a rule's name says what went wrong. Two kinds of
 * plans: calls one after another (`Traffic`), and gets that overlap while a `load` of the scenario's own is slow or fails
 * (`Plan`), whose starts and ends are marked. Nothing is awaited but time, so that a promise which never settles is told by
 * a rule.
 */
import type { AnyScenario } from 'drydock';
import {
  anyKey,
  busy,
  deletes,
  firstSteps,
  missing,
  oddValues,
  overwrite,
  storedUndefined,
  twoCaches,
} from './scenarios/basics';
import {
  costOfCalls,
  expiredFirst,
  filled,
  manyKeys,
  missesWhileFull,
  overfilled,
  overwriteFull,
  placesFreed,
  used,
} from './scenarios/capacity';
import { afterFailure, failingLoad } from './scenarios/failing-loads';
import { freshHits, hitsMeanwhile, keysApart, loadedEdge, oneLoad, slowLoad, waiters } from './scenarios/loads';
import { anyLoadedKey, loadsAsk, oddLoads, twoLoading } from './scenarios/odd-loads';
import { busyLoading, costOfHits, crowdInFlight, manyLoads, oneByOne } from './scenarios/places';
import {
  failedRefresh,
  failedThenGone,
  refreshed,
  slowRefresh,
  stale,
  staleEdge,
  staleWaiters,
} from './scenarios/stale';
import {
  deleteExpired,
  deletedAndSet,
  expireApart,
  expiryEdge,
  getsMeanwhile,
  lastLiveMs,
  longAfter,
  manyExpired,
  setAfterExpiry,
  setAgain,
} from './scenarios/time';
import { get, set } from './scenarios/traffic';
import { FALSY, OBJECTS } from './scenarios/values';

/** Cheap and telling ones first. */
export const scenarios: readonly AnyScenario[] = [
  firstSteps,
  missing,
  overwrite,
  deletes,
  oddValues('falsy-values', FALSY),
  oddValues('object-values', OBJECTS),
  storedUndefined,
  anyKey,
  twoCaches,
  lastLiveMs,
  longAfter,
  expiryEdge,
  getsMeanwhile,
  setAgain,
  deletedAndSet,
  deleteExpired,
  setAfterExpiry,
  expireApart,
  filled,
  overfilled,
  used('get-is-use', (key) => get(key)),
  used('set-is-use', (key, index) => set(key, `new ${index}`)),
  used('same-ms', (key) => get(key)),
  overwriteFull,
  missesWhileFull,
  placesFreed,
  expiredFirst,
  busy,
  manyExpired,
  manyKeys,
  costOfCalls,
  oneLoad,
  freshHits,
  waiters,
  keysApart,
  failingLoad,
  afterFailure,
  slowLoad,
  loadedEdge,
  hitsMeanwhile,
  oneByOne,
  crowdInFlight,
  oddLoads,
  loadsAsk,
  anyLoadedKey,
  twoLoading,
  stale,
  staleWaiters,
  refreshed,
  failedRefresh,
  failedThenGone,
  staleEdge('stale-begins', 115, [116, 120]),
  staleEdge('still-fresh', 114, [113, 100]),
  staleEdge('stale-ends', 164, [163, 160]),
  staleEdge('gone', 165, [166, 400]),
  slowRefresh,
  busyLoading,
  manyLoads,
  costOfHits,
];
