// breaks: keys-are-independent
// Keeps a thousand keys and drops the oldest, though its requests still count.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      if (logs.size > 1000) logs.delete([...logs.keys()][0]!);
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
