// breaks: refused-requests-weigh-nothing
// repair: record-a-key
// What was refused in a window weighs in the next one.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, { index: number; previous: number; current: number; asked: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const index = Math.floor(nowMs / windowMs);
      let count = counts.get(key);
      if (count === undefined) {
        count = { index, previous: 0, current: 0, asked: 0 };
        counts.set(key, count);
      }
      if (count.index !== index) {
        count.previous = count.index === index - 1 ? count.asked : 0;
        count.asked = 0;
        count.current = 0;
        count.index = index;
      }
      count.asked += 1;
      const rest = windowMs - (nowMs % windowMs);
      if (count.previous * rest + count.current * windowMs >= limit * windowMs) return false;
      count.current += 1;
      return true;
    },
  };
}
