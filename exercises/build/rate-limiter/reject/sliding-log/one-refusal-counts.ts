// breaks: refusals-count-too
// facts: refused=counted
// Of refused requests only the first counts.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = (logs.get(key) ?? []).filter((at) => nowMs - at < windowMs);
      const isAdmitted = log.length < limit;
      if (log.length <= limit) log.push(nowMs);
      logs.set(key, log);
      return isAdmitted;
    },
  };
}
