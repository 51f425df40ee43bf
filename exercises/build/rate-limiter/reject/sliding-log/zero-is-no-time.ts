// breaks: time-may-begin-at-zero
// The free places of a ring hold 0, and so does a request at 0: it is taken for a free place.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const rings = new Map<string, { times: number[]; next: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let ring = rings.get(key);
      if (!ring) rings.set(key, (ring = { times: new Array<number>(limit).fill(0), next: 0 })); // right: if (!ring) rings.set(key, (ring = { times: new Array<number>(limit).fill(-1), next: 0 }));
      const oldest = ring.times[ring.next]!;
      if (oldest && nowMs - oldest < windowMs) return false; // right: if (oldest >= 0 && nowMs - oldest < windowMs) return false;
      ring.times[ring.next] = nowMs;
      ring.next = (ring.next + 1) % limit;
      return true;
    },
  };
}
