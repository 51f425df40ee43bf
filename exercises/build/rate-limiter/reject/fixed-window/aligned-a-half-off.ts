// breaks: refuses-over-limit
// facts: windowStart=aligned
// Windows of the clock, half a window late.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { number: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const number = Math.floor((nowMs + Math.ceil(windowMs / 2)) / windowMs);
      const known = windows.get(key);
      const used = known?.number === number ? known.used : 0;
      if (used >= limit) return false;
      windows.set(key, { number, used: used + 1 });
      return true;
    },
  };
}
