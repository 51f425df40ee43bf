// One Map: an entry is loading, with those who wait, or loaded. Only loaded ones are counted.
interface Waiter<V> {
  resolve(value: V): void;
  reject(error: unknown): void;
}
type Slot<V> = { state: 'loading'; waiters: Waiter<V>[] } | { state: 'loaded'; value: V; since: number };

class Cache<V> {
  readonly #slots = new Map<string, Slot<V>>();
  #loaded = 0;

  constructor(readonly options: { ttlMs: number; capacity: number; load(key: string): Promise<V> }) {}

  get(key: string): Promise<V> {
    const { ttlMs } = this.options;
    let slot = this.#slots.get(key);
    if (slot?.state === 'loaded' && Date.now() - slot.since >= ttlMs) {
      this.#slots.delete(key);
      this.#loaded -= 1;
      slot = undefined;
    }
    if (slot?.state === 'loaded') {
      this.#slots.delete(key);
      this.#slots.set(key, slot);
      return Promise.resolve(slot.value);
    }
    return new Promise<V>((resolve, reject) => {
      if (slot?.state === 'loading') {
        slot.waiters.push({ resolve, reject });
        return;
      }
      const waiters = [{ resolve, reject }];
      this.#slots.set(key, { state: 'loading', waiters });
      this.options.load(key).then(
        (value) => {
          this.#keep(key, value);
          for (const waiter of waiters) waiter.resolve(value);
        },
        (error) => {
          this.#slots.delete(key);
          for (const waiter of waiters) waiter.reject(error);
        },
      );
    });
  }

  #keep(key: string, value: V): void {
    this.#slots.delete(key);
    this.#slots.set(key, { state: 'loaded', value, since: Date.now() });
    this.#loaded += 1;
    if (this.#loaded <= this.options.capacity) return;
    for (const [other, slot] of this.#slots) {
      if (slot.state === 'loading') continue;
      this.#slots.delete(other);
      this.#loaded -= 1;
      return;
    }
  }
}

export const createCache = <V>(options: { ttlMs: number; capacity: number; load(key: string): Promise<V> }) =>
  new Cache<V>(options);
