// Counts of a key by window, in a map of maps; the comparison in BigInt.
export const createLimiter = ({ limit, windowMs }: { limit: number; windowMs: number }) => {
  const byKey = new Map<string, Map<bigint, bigint>>();
  const length = BigInt(windowMs);
  function allow(key: string, nowMs: number): boolean {
    const now = BigInt(nowMs);
    const window = now / length;
    const windows = byKey.get(key) ?? new Map<bigint, bigint>();
    byKey.set(key, windows);
    for (const number of windows.keys()) if (number < window - 1n) windows.delete(number);
    const before = windows.get(window - 1n) ?? 0n;
    const inside = windows.get(window) ?? 0n;
    if (before * (length - (now % length)) + inside * length >= BigInt(limit) * length) return false;
    windows.set(window, inside + 1n);
    return true;
  }
  return { allow };
};
