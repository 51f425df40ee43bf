// breaks: keys-are-independent
// Keeps a thousand keys and drops the oldest, though its window is still open.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows.set(key, window);
        if (windows.size > 1000) windows.delete([...windows.keys()][0]!);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
