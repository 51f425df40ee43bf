// breaks: keys-are-independent
// Forgets the oldest key when there are more than a thousand, whether its window is open or not.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      for (const [old, { start }] of windows) {
        if (nowMs - start < windowMs && windows.size <= 1000) break;
        windows.delete(old);
      }
      let window = windows.get(key);
      if (window === undefined) {
        window = { start: nowMs, used: 0 };
        windows.set(key, window);
      }
      if (window.used >= limit) return false;
      window.used += 1;
      return true;
    },
  };
}
