// breaks: window-opens-at-first-request
// Windows stand at multiples of windowMs, wherever the first request came.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      const start = Math.floor(nowMs / windowMs) * windowMs;
      if (window === undefined || window.start !== start) {
        window = { start, count: 0 };
        windows.set(key, window);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
