// breaks: quiet-key-starts-afresh
// The count of any older window moves to the one before, however long the key was quiet.
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
        count.previous = count.current;
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
