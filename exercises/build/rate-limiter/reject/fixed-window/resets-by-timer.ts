// breaks: only-nowms-is-time
// A timer forgets the window: it knows nothing of nowMs.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, number>();
  // right: const ends = new Map<string, number>();
  return {
    allow(key: string, nowMs: number): boolean {
      // right: if (nowMs >= (ends.get(key) ?? 0)) counts.delete(key);
      const count = counts.get(key) ?? 0;
      if (count === 0) setTimeout(() => counts.delete(key), windowMs); // right: if (count === 0) ends.set(key, nowMs + windowMs);
      if (count >= limit) return false;
      counts.set(key, count + 1);
      return true;
    },
  };
}
