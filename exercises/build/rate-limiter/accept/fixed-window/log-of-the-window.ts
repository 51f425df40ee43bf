// The admitted instants of the current window in an array: its first entry is the window's start, its length the count.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  const logOf = (key: string, nowMs: number): number[] => {
    const log = logs.get(key) ?? [];
    const [start] = log;
    const current = start !== undefined && nowMs - start < windowMs ? log : [];
    logs.set(key, current);
    return current;
  };
  return {
    allow: (key: string, nowMs: number): boolean => {
      const log = logOf(key, nowMs);
      return log.length < limit && log.push(nowMs) > 0;
    },
  };
}
