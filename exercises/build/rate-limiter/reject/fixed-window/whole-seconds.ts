// breaks: window-end-is-open
// Time is kept in whole seconds: windows shorter than one never end in time.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || Math.floor(nowMs / 1000) - window.start >= windowMs / 1000) {
        window = { start: Math.floor(nowMs / 1000), count: 0 };
        windows.set(key, window);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
