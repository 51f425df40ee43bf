// breaks: answers-true-or-false
// A plain object as a map: `__proto__` and `toString` are there before anybody came, and are no logs.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs: Record<string, number[]> = {};
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs[key] ?? [];
      logs[key] = log;
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
