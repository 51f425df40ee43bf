// breaks: forgets-what-has-ended
// Forgets at most one old window a call, which is too few after a rush.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of windows) {
        if (nowMs - start < windowMs) break;
        windows.delete(old);
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
