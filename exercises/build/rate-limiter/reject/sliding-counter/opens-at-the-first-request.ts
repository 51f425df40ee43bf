// breaks: counts-by-the-clock
// Windows are counted from the first request of the key.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, { index: number; previous: number; current: number }>();
  const firsts = new Map<string, number>();
  return {
    allow(key: string, atMs: number): boolean {
      if (!firsts.has(key)) firsts.set(key, atMs);
      const nowMs = atMs - (firsts.get(key) ?? 0);
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
      if (count.previous * rest + count.current * windowMs >= limit * windowMs) return false;
      count.current += 1;
      return true;
    },
  };
}
