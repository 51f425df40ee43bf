/** Reference rate limiters: small, exact, one file each. */
export { createFixedWindowLimiter } from './fixed-window';
export { createSlidingLogLimiter } from './sliding-log';
export { heldWindow, type HeldWindow, type WindowKind } from './window';
export type { Limiter, LimiterOptions } from './types';
