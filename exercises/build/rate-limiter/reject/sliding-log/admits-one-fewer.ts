// breaks: admits-up-to-limit
// Appends first and compares afterwards with `<`: the last of the limit is refused.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length + 1 >= limit && limit > 1) return false;
      log.push(nowMs);
      return log.length <= limit;
    },
  };
}
