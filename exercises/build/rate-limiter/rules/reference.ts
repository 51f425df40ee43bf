/** Right limiters, by rung and facts. */
import {
  type RulesModule,
  createAlignedWindowLimiter,
  createFixedWindowLimiter,
  createSlidingCounterLimiter,
  createSlidingLogLimiter,
  createUserAndIpLimiter,
} from 'drydock';
import { countsRefused, isAligned } from './facts';

export const reference: RulesModule['reference'] = {
  'fixed-window': (facts) => ({
    createLimiter: isAligned(facts) ? createAlignedWindowLimiter : createFixedWindowLimiter,
  }),
  'sliding-log': (facts) => ({
    createLimiter: (options: { limit: number; windowMs: number }) =>
      createSlidingLogLimiter({ ...options, countsRefused: countsRefused(facts) }),
  }),
  'sliding-counter': { createLimiter: createSlidingCounterLimiter },
  'bounded-keys': { createLimiter: createFixedWindowLimiter },
  'user-and-ip': { createLimiter: createUserAndIpLimiter },
};
