// What is kept is the promise itself, with the time at which it settled; one that rejects is taken out.
interface Kept<V> {
  promise: Promise<V>;
  settledAt?: number;
}

export function createCache<V>(options: { ttlMs: number; capacity: number; load(key: string): Promise<V> }) {
  let kept: { key: string; slot: Kept<V> }[] = [];
  const isLive = ({ slot }: { slot: Kept<V> }) =>
    slot.settledAt === undefined || Date.now() < slot.settledAt + options.ttlMs;
  function trim() {
    const settled = kept.filter(({ slot }) => slot.settledAt !== undefined);
    const tooMany = new Set(settled.slice(0, Math.max(0, settled.length - options.capacity)));
    kept = kept.filter((one) => !tooMany.has(one));
  }
  return {
    get(key: string): Promise<V> {
      kept = kept.filter(isLive);
      const found = kept.find((one) => one.key === key);
      if (found) {
        kept = [...kept.filter((one) => one !== found), found];
        return found.slot.promise;
      }
      const slot: Kept<V> = { promise: options.load(key) };
      kept.push({ key, slot });
      slot.promise.then(
        () => {
          slot.settledAt = Date.now();
          trim();
        },
        () => {
          kept = kept.filter((one) => one.slot !== slot);
        },
      );
      return slot.promise;
    },
  };
}
