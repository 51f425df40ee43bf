// breaks: any-string-is-a-key
// Keys are lowered first: 'a' and 'A' share a window.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key.toLowerCase());
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows.set(key.toLowerCase(), window);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
