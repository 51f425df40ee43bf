// A map from key to the start of its window and how many it has admitted.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const window = windows.get(key);
      if (window === undefined || nowMs >= window.start + windowMs) {
        windows.set(key, { start: nowMs, count: 1 });
        return true;
      }
      if (window.count === limit) return false;
      window.count++;
      return true;
    },
  };
}
