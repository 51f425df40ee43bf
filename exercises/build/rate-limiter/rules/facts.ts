/** Which rungs a rule is for, and what the facts settle. */
import type { Facts } from 'drydock';

/** One key, one limit. */
export const ONE_LIMIT = ['fixed-window', 'sliding-log', 'sliding-counter', 'bounded-keys'];
export const SHARP = ['fixed-window', 'sliding-log', 'bounded-keys'];
export const FIXED = ['fixed-window', 'bounded-keys'];

/** What an interviewer may have answered. */
export const isAligned = ({ windowStart }: Facts): boolean => windowStart === 'aligned';

export const countsRefused = ({ refused }: Facts): boolean => refused === 'counted';
