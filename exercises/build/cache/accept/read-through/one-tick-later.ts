// A get waits some microtasks before it looks; results are thenables of its own.
export function createCache<V>({
  ttlMs,
  capacity,
  load,
}: {
  ttlMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}) {
  const values = new Map<string, V>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const flights = new Map<string, Promise<V>>();
  const drop = (key: string) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
    values.delete(key);
  };
  function keep(key: string, value: V): void {
    drop(key);
    values.set(key, value);
    timers.set(
      key,
      setTimeout(() => drop(key), ttlMs),
    );
    if (values.size > capacity) drop([...values.keys()][0]!);
  }
  async function look(key: string): Promise<V> {
    await null;
    if (values.has(key)) {
      const value = values.get(key)!;
      values.delete(key);
      values.set(key, value);
      return value;
    }
    if (!flights.has(key)) {
      const flight = Promise.resolve()
        .then(() => load(key))
        .then((value) => {
          keep(key, value);
          return value;
        });
      flights.set(key, flight);
      const over = () => void flights.delete(key);
      flight.then(over, over);
    }
    return flights.get(key)!;
  }
  return {
    get(key: string) {
      const found = look(key);
      return { then: found.then.bind(found), catch: found.catch.bind(found) } as Promise<V>;
    },
  };
}
