// A map from key to the start of its window and how many it has admitted.
// mutate: yes
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
        windows.set(key, window);
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
