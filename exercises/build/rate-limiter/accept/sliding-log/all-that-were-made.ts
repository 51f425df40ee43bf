// facts: refused=counted
// The instants of all requests of a key, refused ones too; those a window old are dropped from the front.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const logs = new Map<string, number[]>();
  return {
    allow(key: string, nowMs: number): boolean {
      const log = (logs.get(key) ?? []).filter((at) => nowMs - at < windowMs);
      const isAdmitted = log.length < limit;
      log.push(nowMs);
      logs.set(key, log);
      return isAdmitted;
    },
  };
}
