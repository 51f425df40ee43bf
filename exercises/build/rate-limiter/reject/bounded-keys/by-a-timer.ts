// breaks: only-nowms-is-time
// A timer forgets the window, whose time has nothing to do with nowMs.
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
        setTimeout(() => windows.delete(key), windowMs);
      }
      if (window.used >= limit) return false;
      window.used += 1;
      return true;
    },
  };
}
