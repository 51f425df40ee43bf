// Counts in a map, and a queue of windows by their start with a head that moves on; the array is cut when half of it is past.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const used = new Map<string, number>();
  let queue: { key: string; start: number }[] = [];
  let head = 0;
  const expire = (nowMs: number): void => {
    for (let first = queue[head]; first !== undefined && nowMs - first.start >= windowMs; first = queue[head]) {
      used.delete(first.key);
      head += 1;
    }
    if (head > 16 && head * 2 > queue.length) {
      queue = queue.slice(head);
      head = 0;
    }
  };
  return {
    allow(key: string, nowMs: number): boolean {
      expire(nowMs);
      const count = used.get(key);
      if (count === undefined) queue.push({ key, start: nowMs });
      else if (count >= limit) return false;
      used.set(key, (count ?? 0) + 1);
      return true;
    },
  };
}
