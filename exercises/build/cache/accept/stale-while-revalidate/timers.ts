// Timers move an entry from fresh to stale to gone; a get waits some microtasks before it looks.
interface Entry<V> {
  readonly value: V;
  age: 'fresh' | 'stale';
  readonly timers: ReturnType<typeof setTimeout>[];
}

export function createCache<V>(options: {
  ttlMs: number;
  staleMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}) {
  const entries = new Map<string, Entry<V>>();
  const flights = new Map<string, Promise<V>>();

  function remove(key: string): void {
    for (const timer of entries.get(key)?.timers ?? []) clearTimeout(timer);
    entries.delete(key);
  }
  function put(key: string, value: V): void {
    remove(key);
    const entry: Entry<V> = { value, age: 'fresh', timers: [] };
    entry.timers.push(
      setTimeout(() => (entry.age = 'stale'), options.ttlMs),
      setTimeout(() => remove(key), options.ttlMs + options.staleMs),
    );
    entries.set(key, entry);
    if (entries.size > options.capacity) remove([...entries.keys()][0]!);
  }
  function fly(key: string): Promise<V> {
    const known = flights.get(key);
    if (known) return known;
    const flight = (async () => {
      try {
        const value = await options.load(key);
        put(key, value);
        return value;
      } finally {
        flights.delete(key);
      }
    })();
    flights.set(key, flight);
    return flight;
  }
  return {
    async get(key: string): Promise<V> {
      await Promise.resolve();
      const entry = entries.get(key);
      if (!entry) return fly(key);
      entries.delete(key);
      entries.set(key, entry);
      if (entry.age === 'stale') void fly(key).catch((error: unknown) => error);
      return entry.value;
    },
  };
}
