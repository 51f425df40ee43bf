// facts: windowStart=aligned
// The number of the key's newest window of the clock, and what was admitted in it.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { number: number; used: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      const number = Math.floor(nowMs / windowMs);
      const known = windows.get(key);
      const used = known?.number === number ? known.used : 0;
      if (used >= limit) return false;
      windows.set(key, { number, used: used + 1 });
      return true;
    },
  };
}
