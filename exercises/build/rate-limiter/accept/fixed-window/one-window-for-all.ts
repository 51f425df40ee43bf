// facts: windowStart=aligned
// Counts of the window of the clock that is open now, for all keys: cleared when it ends.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, number>();
  let end = 0;
  return {
    allow(key: string, nowMs: number): boolean {
      if (nowMs >= end) {
        counts.clear();
        end = nowMs - (nowMs % windowMs) + windowMs;
      }
      const used = counts.get(key) ?? 0;
      if (used < limit) counts.set(key, used + 1);
      return used < limit;
    },
  };
}
