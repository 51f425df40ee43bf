// breaks: answers-true-or-false
// Answers with the length that push returns instead of yes or no.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): number {
      const log = logs.get(key) ?? [];
      logs.set(key, log);
      while (log.length > 0 && nowMs - log[0]! >= windowMs) log.shift();
      if (log.length >= limit) return 0; // right: if (log.length >= limit) return false;
      return log.push(nowMs); // right: return log.push(nowMs) > 0;
    },
  };
}
