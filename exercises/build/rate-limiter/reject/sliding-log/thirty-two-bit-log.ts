// breaks: large-times-are-exact
// Instants are kept in 32 bits: after 2^32 they begin again at 0.
export function createLimiter({ limit, windowMs }: { limit: number; windowMs: number }) {
  const rings = new Map<string, { times: Uint32Array; size: number; next: number }>(); // right: const rings = new Map<string, { times: Float64Array; size: number; next: number }>();
  return {
    allow(key: string, nowMs: number): boolean {
      let ring = rings.get(key);
      if (!ring) rings.set(key, (ring = { times: new Uint32Array(limit), size: 0, next: 0 })); // right: if (!ring) rings.set(key, (ring = { times: new Float64Array(limit), size: 0, next: 0 }));
      const oldest = ring.times[ring.next]!;
      if (ring.size === limit && nowMs - oldest < windowMs) return false;
      ring.times[ring.next] = nowMs;
      ring.next = (ring.next + 1) % limit;
      ring.size = Math.min(limit, ring.size + 1);
      return true;
    },
  };
}
