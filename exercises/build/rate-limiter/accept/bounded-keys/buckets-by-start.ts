// Windows of one start together in a bucket; whole buckets go when they have ended.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const buckets = new Map<number, Map<string, number>>();
  const startOf = new Map<string, number>();
  function drop(start: number, keys: ReadonlyMap<string, number>): void {
    for (const key of keys.keys()) startOf.delete(key);
    buckets.delete(start);
  }
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [start, keys] of buckets) {
        if (start > nowMs - windowMs) break;
        drop(start, keys);
      }
      const start = startOf.get(key) ?? nowMs;
      startOf.set(key, start);
      const bucket = buckets.get(start) ?? new Map<string, number>();
      buckets.set(start, bucket);
      const used = bucket.get(key) ?? 0;
      bucket.set(key, Math.min(limit, used + 1));
      return used < limit;
    },
  };
}
