// A bucket for each millisecond with a request: a map from instant to how many, in order of insertion, and their sum.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const keys = new Map<string, { buckets: Map<number, number>; total: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      if (!keys.has(key)) keys.set(key, { buckets: new Map(), total: 0 });
      const entry = keys.get(key)!;
      for (const [instant, count] of entry.buckets) {
        if (instant + windowMs > nowMs) break;
        entry.buckets.delete(instant);
        entry.total -= count;
      }
      if (entry.total + 1 > limit) return false;
      entry.buckets.set(nowMs, (entry.buckets.get(nowMs) ?? 0) + 1);
      entry.total += 1;
      return true;
    },
  };
}
