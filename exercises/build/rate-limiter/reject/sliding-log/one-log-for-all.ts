// breaks: keys-are-independent
// One log for all keys: the limit is shared.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const log: number[] = [];
  return {
    allow(key: string, nowMs: number): boolean {
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
