// A record a key with what is known and what is under way; a reducer of three ages.
interface Record<V> {
  known: { readonly value: V; readonly at: number } | null;
  underWay: Promise<V> | null;
  usedAs: number;
}

export function createCache<V>(options: {
  ttlMs: number;
  staleMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}) {
  const records = new Map<string, Record<V>>();
  let uses = 0;

  const ageOf = ({ known }: Record<V>): 'fresh' | 'stale' | 'none' => {
    if (known === null) return 'none';
    const ms = Date.now() - known.at;
    if (ms < options.ttlMs) return 'fresh';
    return ms < options.ttlMs + options.staleMs ? 'stale' : 'none';
  };
  function tidy(): void {
    for (const [key, record] of records) {
      if (ageOf(record) === 'none') record.known = null;
      if (record.known === null && record.underWay === null) records.delete(key);
    }
    const known = [...records]
      .filter(([, record]) => record.known !== null)
      .sort(([, a], [, b]) => a.usedAs - b.usedAs);
    for (const [key, record] of known.slice(0, Math.max(0, known.length - options.capacity))) {
      record.known = null;
      if (record.underWay === null) records.delete(key);
    }
  }
  function load(key: string, record: Record<V>): Promise<V> {
    if (record.underWay !== null) return record.underWay;
    const settle = (known: Record<V>['known']) => {
      record.underWay = null;
      if (known !== null) record.known = known;
      record.usedAs = uses += 1;
      records.set(key, record);
      tidy();
    };
    const promise = options.load(key);
    record.underWay = promise;
    promise.then(
      (value) => settle({ value, at: Date.now() }),
      () => settle(null),
    );
    return promise;
  }

  return {
    get(key: string): Promise<V> {
      const record = records.get(key) ?? { known: null, underWay: null, usedAs: 0 };
      records.set(key, record);
      record.usedAs = uses += 1;
      const age = ageOf(record);
      if (age === 'none') return load(key, record);
      const answer = Promise.resolve(record.known!.value);
      if (age === 'stale') void load(key, record);
      return answer;
    },
  };
}
