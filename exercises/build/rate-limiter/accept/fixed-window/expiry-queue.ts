// Counters alone, and a queue of windows in order of their ends: those that have ended are dropped before each answer.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const counts = new Map<string, number>();
  let queue: { key: string; end: number }[] = [];
  const expire = (nowMs: number): void => {
    let ended = 0;
    // All windows are equally long and time never goes back, so they end in the order in which they opened.
    for (const window of queue) {
      if (window.end > nowMs) break;
      counts.delete(window.key);
      ended += 1;
    }
    if (ended > 0) queue = queue.slice(ended);
  };
  return {
    allow(key: string, nowMs: number): boolean {
      expire(nowMs);
      const count = counts.get(key);
      if (count === undefined) queue.push({ key, end: nowMs + windowMs });
      if (count !== undefined && count >= limit) return false;
      counts.set(key, (count ?? 0) + 1);
      return true;
    },
  };
}
