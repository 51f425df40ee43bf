// Two maps for all keys, this window's counts and the one's before: when the window of the clock changes they move on.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  let current = new Map<string, number>();
  let previous = new Map<string, number>();
  let start = 0;
  return {
    allow(key: string, nowMs: number): boolean {
      const now = nowMs - (nowMs % windowMs);
      if (now > start) {
        previous = now - start === windowMs ? current : new Map();
        current = new Map();
        start = now;
      }
      const room = (limit - (current.get(key) ?? 0)) * windowMs;
      if ((previous.get(key) ?? 0) * (windowMs - (nowMs - start)) >= room) return false;
      current.set(key, (current.get(key) ?? 0) + 1);
      return true;
    },
  };
}
