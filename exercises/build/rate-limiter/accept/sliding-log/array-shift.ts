// An array of admitted instants a key; the front is shifted off while it is too old.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      let log = logs.get(key);
      if (!log) logs.set(key, (log = []));
      while (log.length > 0 && log[0]! <= nowMs - windowMs) log.shift();
      if (log.length >= limit) return false;
      log.push(nowMs);
      return true;
    },
  };
}
