// breaks: refusals-change-nothing
// A refused request begins the window anew.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of windows) {
        if (nowMs - start < windowMs) break;
        windows.delete(old);
      }
      let window = windows.get(key);
      if (window === undefined) {
        window = { start: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used >= limit) {
        window.start = nowMs;
        return false;
      }
      window.used += 1;
      return true;
    },
  };
}
