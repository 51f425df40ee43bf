// A class with two maps: when a key's window ends, and how many requests it has left until then.
class FixedWindow {
  readonly #endsAt = new Map<string, number>();
  readonly #left = new Map<string, number>();
  constructor(
    readonly limit: number,
    readonly windowMs: number,
  ) {}

  allow(key: string, nowMs: number): boolean {
    const endsAt = this.#endsAt.get(key) ?? nowMs;
    if (endsAt <= nowMs) {
      this.#endsAt.set(key, nowMs + this.windowMs);
      this.#left.set(key, this.limit);
    }
    const left = this.#left.get(key) ?? 0;
    this.#left.set(key, Math.max(0, left - 1));
    return left > 0;
  }
}

export const createLimiter = ({ limit, windowMs }: { limit: number; windowMs: number }) =>
  new FixedWindow(limit, windowMs);
