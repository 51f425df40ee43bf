/** Fan-out: one event to all who want it, in order, each at its own pace. */
export { createFanOut } from './fan-out';
export type { FanOut, FanOutOptions, Overflow } from './types';
