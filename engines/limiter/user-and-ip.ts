import { assertOptions, type LimiterOptions } from './types';

/** Who makes a request. `user: null`: nobody is signed in. */
export interface Who {
  readonly user: string | null;
  readonly ip: string;
}

/** Decides requests by two limits at once. */
export interface UserAndIpLimiter {
  allow(who: Who, nowMs: number): boolean;
}

/**
 * A fixed window for each user and one for each address; both are looked at before either is touched.
 *
 * Invariant: a request is admitted exactly when both have room, and then counts in both; a refused one counts in neither
 * and opens no window. Users and addresses are names of two kinds.
 *
 * Cost: O(1) a request.
 *
 * Source: the check of several limits before any is consumed, as in Envoy's rate limit service (descriptors).
 */
export function createUserAndIpLimiter(options: {
  readonly user: LimiterOptions;
  readonly ip: LimiterOptions;
}): UserAndIpLimiter {
  assertOptions(options.user);
  assertOptions(options.ip);
  const users = createWindows(options.user);
  const ips = createWindows(options.ip);
  return {
    allow({ user, ip }, nowMs) {
      if (!ips.hasRoom(ip, nowMs) || (user !== null && !users.hasRoom(user, nowMs))) return false;
      ips.admit(ip, nowMs);
      if (user !== null) users.admit(user, nowMs);
      return true;
    },
  };
}

function createWindows({ limit, windowMs }: LimiterOptions) {
  const windows = new Map<string, { readonly startMs: number; admitted: number }>();
  const open = (key: string, nowMs: number) => {
    const window = windows.get(key);
    return window !== undefined && nowMs - window.startMs < windowMs ? window : undefined;
  };
  return {
    hasRoom: (key: string, nowMs: number): boolean => (open(key, nowMs)?.admitted ?? 0) < limit,
    admit(key: string, nowMs: number): void {
      const window = open(key, nowMs);
      if (window === undefined) windows.set(key, { startMs: nowMs, admitted: 1 });
      else window.admitted += 1;
    },
  };
}
