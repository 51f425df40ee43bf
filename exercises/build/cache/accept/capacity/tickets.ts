// Each use draws a ticket; logs of uses and sets are read from their fronts, passing over what was replaced later.
interface Entry<V> {
  readonly value: V;
  readonly setAt: number;
  ticket: number;
}

export function createCache<V>({ ttlMs, capacity }: { ttlMs: number; capacity: number }) {
  const entries = new Map<string, Entry<V>>();
  const most = 4 * capacity + 16;
  let uses: { readonly key: string; readonly ticket: number }[] = [];
  let sets: { readonly key: string; readonly entry: Entry<V> }[] = [];
  let usesFrom = 0;
  let setsFrom = 0;
  let tickets = 0;

  function use(key: string, entry: Entry<V>): void {
    entry.ticket = tickets += 1;
    uses.push({ key, ticket: tickets });
    if (uses.length <= most) return;
    uses = uses.slice(usesFrom).filter((one) => entries.get(one.key)?.ticket === one.ticket);
    usesFrom = 0;
  }
  function release(): void {
    for (; setsFrom < sets.length && Date.now() - sets[setsFrom]!.entry.setAt >= ttlMs; setsFrom += 1) {
      const { key, entry } = sets[setsFrom]!;
      if (entries.get(key) === entry) entries.delete(key);
    }
    if (sets.length <= most) return;
    sets = sets.slice(setsFrom).filter(({ key, entry }) => entries.get(key) === entry);
    setsFrom = 0;
  }
  function evict(): void {
    for (let isDone = false; !isDone; usesFrom += 1) {
      const { key, ticket } = uses[usesFrom]!;
      isDone = entries.get(key)?.ticket === ticket && entries.delete(key);
    }
  }
  return {
    get(key: string): V | undefined {
      release();
      const entry = entries.get(key);
      if (entry) use(key, entry);
      return entry?.value;
    },
    set(key: string, value: V): void {
      release();
      if (!entries.has(key) && entries.size >= capacity) evict();
      const entry = { value, setAt: Date.now(), ticket: 0 };
      entries.set(key, entry);
      sets.push({ key, entry });
      use(key, entry);
    },
    delete(key: string): boolean {
      release();
      return entries.delete(key);
    },
  };
}
