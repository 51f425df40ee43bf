// Nothing is ever dropped: a binary search finds the first instant that is still in the window, and the rest is counted.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  const firstHeld = (log: readonly number[], nowMs: number): number => {
    let low = 0;
    let high = log.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (nowMs - log[middle]! < windowMs) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    allow(key: string, nowMs: number): boolean {
      const log = logs.get(key) ?? [];
      if (log.length - firstHeld(log, nowMs) >= limit) return false;
      logs.set(key, [...log, nowMs]);
      return true;
    },
  };
}
