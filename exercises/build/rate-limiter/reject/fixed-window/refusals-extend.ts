// breaks: refusals-change-nothing
// A refused request starts the window again, so whoever keeps trying is locked out.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows.set(key, window);
      }
      if (window.count >= limit) {
        window.start = nowMs;
        return false;
      }
      window.count += 1;
      return true;
    },
  };
}
