// breaks: any-string-is-a-key
// A plain object for a map: `__proto__` and `constructor` are there before anybody asks.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts: Record<string, { index: number; previous: number; current: number }> = {};
  return {
    allow(key: string, nowMs: number): boolean {
      const index = Math.floor(nowMs / windowMs);
      let count = counts[key];
      if (count === undefined) {
        count = { index, previous: 0, current: 0 };
        counts[key] = count;
      }
      if (count.index !== index) {
        count.previous = count.index === index - 1 ? count.current : 0;
        count.current = 0;
        count.index = index;
      }
      const rest = windowMs - (nowMs % windowMs);
      if (count.previous * rest + count.current * windowMs >= limit * windowMs) return false;
      count.current += 1;
      return true;
    },
  };
}
