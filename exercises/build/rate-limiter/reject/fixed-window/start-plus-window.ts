// breaks: quiet-key-starts-afresh
// The next window starts where the old one ended, even when that was long ago: it has ended too, and so on.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined) {
        window = { start: nowMs, count: 0 };
        windows.set(key, window);
      } else if (nowMs - window.start >= windowMs) {
        window.start += windowMs;
        window.count = 0;
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
