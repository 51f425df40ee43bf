// breaks: refusals-change-nothing
// Refused requests are logged too, so whoever keeps trying is locked out.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      log.push(nowMs);
      return log.length <= limit;
    },
  };
}
