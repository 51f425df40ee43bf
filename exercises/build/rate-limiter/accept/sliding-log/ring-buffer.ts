// The last `limit` admitted instants in a ring: a request is admitted when the one it would overwrite has left the window.
class Ring {
  readonly #slots: number[] = [];
  #next = 0;
  constructor(readonly capacity: number) {}

  get oldest(): number {
    return this.#slots[this.#next] ?? -Infinity;
  }

  add(instant: number): void {
    this.#slots[this.#next] = instant;
    this.#next = (this.#next + 1) % this.capacity;
  }
}

export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const rings = new Map<string, Ring>();
  return {
    allow(key: string, nowMs: number): boolean {
      const ring = rings.get(key) ?? new Ring(limit);
      rings.set(key, ring);
      const admitted = nowMs - ring.oldest >= windowMs;
      if (admitted) ring.add(nowMs);
      return admitted;
    },
  };
}
