/** Reference rate limiters: small, exact, one file each. */
export { createFixedWindowLimiter } from './fixed-window';
export { createSlidingLogLimiter } from './sliding-log';
export type { Limiter, LimiterOptions } from './types';
