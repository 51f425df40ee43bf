// breaks: window-slides
// repair: buckets
// The sliding counter: the previous window is weighed by how much of it is still in view, which is only an estimate.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { index: number; current: number; previous: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const index = Math.floor(nowMs / windowMs);
      const entry = windows.get(key) ?? { index, current: 0, previous: 0 };
      windows.set(key, entry);
      if (entry.index !== index) {
        entry.previous = entry.index === index - 1 ? entry.current : 0;
        entry.current = 0;
        entry.index = index;
      }
      const seen = 1 - (nowMs % windowMs) / windowMs;
      if (entry.previous * seen + entry.current >= limit) return false;
      entry.current += 1;
      return true;
    },
  };
}
