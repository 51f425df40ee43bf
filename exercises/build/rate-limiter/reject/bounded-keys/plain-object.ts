// breaks: any-string-is-a-key
// repair: map-order
// A plain object for a map: `__proto__` is there before anybody asks, and numbers come first.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows: Record<string, { start: number; used: number }> = {};
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of Object.entries(windows)) {
        if (nowMs - start < windowMs) break;
        delete windows[old];
      }
      let window = windows[key];
      if (window === undefined) {
        window = { start: nowMs, used: 0 };
        windows[key] = window;
      }
      if (window.used >= limit) return false;
      window.used += 1;
      return true;
    },
  };
}
