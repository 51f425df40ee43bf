// Counts in one, then in the other, and takes the first back when the second refuses.
type Limit = { limit: number; windowMs: number };
type Window = { start: number; used: number };

class Windows {
  readonly #windows = new Map<string, Window>();
  constructor(private readonly options: Limit) {}

  /** Counts, and answers how to undo it; undefined where there is no room. */
  take(name: string, nowMs: number): (() => void) | undefined {
    const before = this.#windows.get(name);
    const isOpen = before !== undefined && nowMs - before.start < this.options.windowMs;
    const now: Window = isOpen ? { ...before, used: before.used + 1 } : { start: nowMs, used: 1 };
    if (now.used > this.options.limit) return undefined;
    this.#windows.set(name, now);
    return () => void (before === undefined ? this.#windows.delete(name) : this.#windows.set(name, before));
  }
}

export function createLimiter({ user, ip }: { user: Limit; ip: Limit }) {
  const users = new Windows(user);
  const addresses = new Windows(ip);
  return {
    allow(who: { user: string | null; ip: string }, nowMs: number): boolean {
      const undo = who.user === null ? () => undefined : users.take(who.user, nowMs);
      if (undo === undefined) return false;
      if (addresses.take(who.ip, nowMs) !== undefined) return true;
      undo();
      return false;
    },
  };
}
