// Slots of arrays that are made once, linked by number, and a heap-free ring of ends in a Set.
export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const keys: string[] = [];
  const values: (V | undefined)[] = [];
  const ends: number[] = [];
  // Slot 0 is the head of the list of uses.
  const next = [0];
  const previous = [0];
  const free: number[] = [];
  let made = 0;
  const slotOf = new Map<string, number>();
  const byEnd = new Set<number>();

  function unlink(slot: number): void {
    next[previous[slot]!] = next[slot]!;
    previous[next[slot]!] = previous[slot]!;
  }
  function linkLast(slot: number): void {
    const last = previous[0]!;
    next[last] = slot;
    previous[slot] = last;
    next[slot] = 0;
    previous[0] = slot;
  }
  function clear(slot: number): void {
    unlink(slot);
    byEnd.delete(slot);
    slotOf.delete(keys[slot]!);
    values[slot] = undefined;
    free.push(slot);
  }
  function liveSlot(key: string): number | undefined {
    for (const slot of byEnd) {
      if (ends[slot]! > Date.now()) break;
      clear(slot);
    }
    return slotOf.get(key);
  }

  return {
    get(key: string): V | undefined {
      const slot = liveSlot(key);
      if (slot === undefined) return undefined;
      unlink(slot);
      linkLast(slot);
      return values[slot];
    },
    set(key: string, value: V): void {
      const old = liveSlot(key);
      if (old !== undefined) clear(old);
      else if (slotOf.size === capacity) clear(next[0]!);
      const slot = free.pop() ?? (made += 1);
      keys[slot] = key;
      values[slot] = value;
      ends[slot] = Date.now() + ttlMs;
      slotOf.set(key, slot);
      byEnd.add(slot);
      linkLast(slot);
    },
    delete(key: string): boolean {
      const slot = liveSlot(key);
      if (slot !== undefined) clear(slot);
      return slot !== undefined;
    },
  };
}
