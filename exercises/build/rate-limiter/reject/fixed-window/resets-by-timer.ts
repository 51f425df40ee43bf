// breaks: only-nowms-is-time
// A timer forgets the window: it knows nothing of nowMs.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, number>();
  return {
    allow(key: string, nowMs: number): boolean {
      const count = counts.get(key) ?? 0;
      if (count === 0) setTimeout(() => counts.delete(key), windowMs);
      if (count >= limit) return false;
      counts.set(key, count + 1);
      return true;
    },
  };
}
