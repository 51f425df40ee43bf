/**
 * The public name `drydock`: all that a pack may import in `rules.ts` and `scene.ts`. `scenarios.ts` runs beside the
 * program too, where only `drydock-run.ts` is there; types may come from either. How to write each: engines/check/README.md.
 */
export * from './drydock-run';

// What a rule is made of.
export {
  checkLinearizable,
  compareAndSetModel,
  delayTest,
  keyValueModel,
  linearizable,
  lockModel,
  metamorphic,
  partsOf,
  proportionTest,
  queueModel,
  registerModel,
  ringBalanceTest,
  statistic,
  uniformityTest,
} from './check';
export type { LinearizableOptions, MetamorphicOptions, Model, Operation, StatisticOptions } from './check';
export { answerOf, callsOf, costClass, differential, formatEnd, invariant, memoryBound, noTimersLeft } from './check';
export type { Call, CallEnd, DifferentialOptions, Divergence, InvariantOptions, RuleHead } from './check';
export type {
  Counterexample,
  Finding,
  Rule,
  RulesModule,
  Run,
  SceneInput,
  SceneModule,
  Trace,
  TraceEvent,
} from './check';

// What rules over overlapping calls ask.
export { intervalOf, marksOf, mostAtOnce, openAt, overlaps } from './check';
export type { Interval, Mark } from './check';

// What a scene answers.
export { sceneData, type SceneStep, type WindowRequest, type WindowSceneSpec } from './check/scene';
export type {
  CacheSlotsCall,
  CacheSlotsLife,
  CacheSlotsLoad,
  CacheSlotsSceneSpec,
  CacheSlotsSide,
} from './check/scene-cache-slots';
export type { FanOutEvent, FanOutSceneSpec } from './check/scene-fan-out';
export type {
  NodeLanesEvent,
  NodeLanesFault,
  NodeLanesLease,
  NodeLanesMessage,
  NodeLanesOverlap,
  NodeLanesSceneSpec,
} from './check/scene-node-lanes';
export type { QueueLanesJob, QueueLanesSceneSpec } from './check/scene-queue-lanes';

// Reference engines, and the time that they live in.
export { virtual } from './kernel/_internals/virtual';
export {
  createAlignedWindowLimiter,
  createFixedWindowLimiter,
  createSlidingCounterLimiter,
  createSlidingLogLimiter,
  createUserAndIpLimiter,
  heldWindow,
} from './limiter';
export type { HeldWindow, WindowKind } from './limiter';
export { createDispatcher } from './pool';
export type { Dispatcher, DispatcherActions, DispatcherOptions } from './pool';
export { createFanOut } from './fan-out';
export type { FanOut, FanOutOptions, Overflow } from './fan-out';
export { createSlots } from './cache';
export type { Slots, SlotsOptions } from './cache';
