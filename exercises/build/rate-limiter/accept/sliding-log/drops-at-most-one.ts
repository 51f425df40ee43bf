// An array again, of which at most one instant is dropped for a request: the log never holds more than `limit`, so one
// free place is all that a request can need.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      if (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
