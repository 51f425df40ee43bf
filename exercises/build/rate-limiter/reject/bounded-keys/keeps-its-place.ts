// breaks: forgets-what-has-ended
// A key that comes back keeps its place in the map, in front of older windows that are then never reached.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of windows) {
        if (nowMs - start < windowMs) break;
        if (old !== key) windows.delete(old);
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
