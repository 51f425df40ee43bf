// Each call looks at all entries first, and filters what has ended.
class Cache<V> {
  private entries: Record<string, { value: V; since: number }> = Object.create(null);

  constructor(private readonly ttlMs: number) {}

  private sweep(): number {
    const now = Date.now();
    for (const key of Object.keys(this.entries)) {
      if (now - this.entries[key]!.since >= this.ttlMs) delete this.entries[key];
    }
    return now;
  }

  get(key: string): V | undefined {
    this.sweep();
    return this.entries[key]?.value;
  }

  set(key: string, value: V): void {
    this.entries[key] = { value, since: this.sweep() };
  }

  delete(key: string): boolean {
    this.sweep();
    const had = key in this.entries;
    delete this.entries[key];
    return had;
  }
}

export const createCache = <V>({ ttlMs }: { ttlMs: number }) => new Cache<V>(ttlMs);
