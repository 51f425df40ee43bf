// breaks: same-instant-counts-each
// Requests of the same millisecond are taken for one: the answer is repeated and not counted.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const windows = new Map<string, { start: number; count: number; last: number; answer: boolean }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let window = windows.get(key);
      if (window === undefined || nowMs - window.start >= windowMs) {
        window = { start: nowMs, count: 0, last: -1, answer: false };
        windows.set(key, window);
      }
      if (window.last === nowMs) return window.answer; // right:
      window.last = nowMs;
      window.answer = window.count < limit;
      if (window.answer) window.count += 1;
      return window.answer;
    },
  };
}
