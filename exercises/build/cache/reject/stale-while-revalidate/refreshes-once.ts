// breaks: refreshed-value-has-its-own-time
// repair: one-refresh-a-window
// Each key is refreshed once in its life.
type Entry<V> = { value: V; freshUntil: number; goneAt: number; hasTried: boolean };

class Cache<V> {
  private entries = new Map<string, Entry<V>>();
  private loads = new Map<string, Promise<V>>();

  constructor(private options: { ttlMs: number; staleMs: number; capacity: number; load(key: string): Promise<V> }) {}

  get(key: string): Promise<V> {
    const entry = this.entries.get(key);
    const now = Date.now();
    if (!entry || now >= entry.goneAt) return this.start(key);
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (now >= entry.freshUntil && !entry.hasTried) {
      entry.hasTried = true;
      this.start(key).then(undefined, () => undefined);
    }
    return Promise.resolve(entry.value);
  }

  private start(key: string): Promise<V> {
    const running = this.loads.get(key);
    if (running) return running;
    const promise = this.options.load(key).then(
      (value) => {
        this.loads.delete(key);
        this.keep(key, value);
        return value;
      },
      (error) => {
        this.loads.delete(key);
        throw error;
      },
    );
    this.loads.set(key, promise);
    return promise;
  }

  private keep(key: string, value: V): void {
    const freshUntil = Date.now() + this.options.ttlMs;
    const isRefreshed = this.entries.has(key);
    this.entries.delete(key);
    this.entries.set(key, { value, freshUntil, goneAt: freshUntil + this.options.staleMs, hasTried: isRefreshed });
    while (this.entries.size > this.options.capacity) this.entries.delete(this.entries.keys().next().value!);
  }
}

export const createCache = <V>(options: {
  ttlMs: number;
  staleMs: number;
  capacity: number;
  load(key: string): Promise<V>;
}) => new Cache<V>(options);
