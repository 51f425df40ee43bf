// breaks: same-instant-counts-each
// repair: buckets
// A set of instants: requests of one millisecond collapse into one.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, Set<number>>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? new Set<number>();
      logs.set(key, log);
      for (const instant of log) if (nowMs - instant >= windowMs) log.delete(instant);
      if (log.size >= limit) return false;
      log.add(nowMs);
      return true;
    },
  };
}
