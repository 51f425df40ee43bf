// breaks: limiters-are-independent
// The table stands at module level: every limiter uses the same one.
const logs = new Map<string, number[]>();

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  // The logs are above.
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
