// Rounds the weight of the window before down: against whole counts nothing is lost by it. Two slots a key, by parity.
interface Slot {
  window: number;
  count: number;
}

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const slots = new Map<string, [Slot, Slot]>();
  const slotOf = (key: string, window: number): Slot => {
    let pair = slots.get(key);
    if (pair === undefined)
      slots.set(
        key,
        (pair = [
          { window: -1, count: 0 },
          { window: -1, count: 0 },
        ]),
      );
    return pair[window % 2 === 0 ? 0 : 1];
  };
  return {
    allow(key: string, nowMs: number): boolean {
      const window = Math.floor(nowMs / windowMs);
      const here = slotOf(key, window);
      if (here.window !== window) Object.assign(here, { window, count: 0 });
      const before = slotOf(key, window + 1);
      const rest = windowMs - (nowMs - window * windowMs);
      const product = before.window === window - 1 ? before.count * rest : 0;
      const weight = (product - (product % windowMs)) / windowMs;
      if (weight + here.count >= limit) return false;
      here.count += 1;
      return true;
    },
  };
}
