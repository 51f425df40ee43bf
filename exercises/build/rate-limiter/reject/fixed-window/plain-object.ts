// breaks: any-string-is-a-key
// A plain object as a map: `__proto__` and `toString` are there before anybody came.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows: Record<string, { start: number; count: number }> = {};
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows[key];
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows[key] = window;
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
