// breaks: only-nowms-is-time
// Asks Date.now() for the time instead of nowMs.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const now = Date.now();
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && now - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(now);
      return true;
    },
  };
}
