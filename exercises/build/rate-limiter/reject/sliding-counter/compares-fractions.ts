// breaks: weights-are-exact
// Compares fractions of binary numbers: 10 * (1 - 7 / 10) is not 3.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, { index: number; previous: number; current: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const index = Math.floor(nowMs / windowMs);
      let count = counts.get(key);
      if (count === undefined) {
        count = { index, previous: 0, current: 0 };
        counts.set(key, count);
      }
      if (count.index !== index) {
        count.previous = count.index === index - 1 ? count.current : 0;
        count.current = 0;
        count.index = index;
      }
      const rest = windowMs - (nowMs % windowMs);
      if (count.previous * (1 - (windowMs - rest) / windowMs) + count.current >= limit) return false;
      count.current += 1;
      return true;
    },
  };
}
