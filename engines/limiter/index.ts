/** Reference rate limiters: small, exact, one file each. */
export { createAlignedWindowLimiter } from './aligned-window';
export { createFixedWindowLimiter } from './fixed-window';
export { createSlidingCounterLimiter } from './sliding-counter';
export { createSlidingLogLimiter, type SlidingLogOptions } from './sliding-log';
export { createUserAndIpLimiter, type UserAndIpLimiter, type Who } from './user-and-ip';
export { heldWindow, type HeldWindow, type WindowKind } from './window';
export type { Limiter, LimiterOptions } from './types';
