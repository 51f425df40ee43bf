// One log of all admitted requests, whosesoever, and a count a key that goes down as the log's front expires.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const log: { key: string; at: number }[] = [];
  const held = new Map<string, number>();
  let head = 0;
  return {
    allow(key: string, nowMs: number): boolean {
      for (; head < log.length && nowMs - log[head]!.at >= windowMs; head++) {
        const gone = log[head]!.key;
        held.set(gone, held.get(gone)! - 1);
      }
      const count = held.get(key) ?? 0;
      if (count < limit) {
        log.push({ key, at: nowMs });
        held.set(key, count + 1);
        return true;
      }
      return false;
    },
  };
}
