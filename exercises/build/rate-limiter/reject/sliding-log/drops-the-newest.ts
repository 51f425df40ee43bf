// breaks: window-slides
// Looks at the wrong end: old requests stay as long as the newest one is young.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && nowMs - log[log.length - 1]! >= windowMs) log.pop();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
