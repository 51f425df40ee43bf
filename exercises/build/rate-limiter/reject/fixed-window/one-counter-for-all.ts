// breaks: keys-are-independent
// One window for all keys: the limit is shared.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  let window: { start: number; count: number } | undefined;
  return {
    allow(key: string, nowMs: number): boolean {
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0 };
      }
      if (window.count >= limit) return false;
      window.count += 1;
      return true;
    },
  };
}
