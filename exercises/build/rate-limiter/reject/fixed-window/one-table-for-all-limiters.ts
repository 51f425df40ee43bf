// breaks: limiters-are-independent
// The table stands at module level: every limiter uses the same one.
const windows = new Map<string, { start: number; count: number }>();

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  // The windows are above.
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows.set(key, window);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
