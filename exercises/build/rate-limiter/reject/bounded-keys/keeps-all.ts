// breaks: forgets-what-has-ended
// Starts a window anew, and never forgets a key.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of windows) {
        if (nowMs - start < windowMs) break;
        break;
      }
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used >= limit) return false;
      window.used += 1;
      return true;
    },
  };
}
