// A class that extends Map, and answers for it.
class Store<V> extends Map<string, { readonly value: V }> {
  read(key: string): V | undefined {
    return this.get(key)?.value;
  }
}

class Cache<V> {
  readonly #store = new Store<V>();

  get(key: string): V | undefined {
    return this.#store.read(key);
  }

  set(key: string, value: V): this {
    this.#store.set(key, { value });
    return this;
  }

  delete(key: string): boolean {
    const was = this.#store.read(key);
    this.#store.delete(key);
    return was !== undefined;
  }
}

export const createCache = <V>() => new Cache<V>();
