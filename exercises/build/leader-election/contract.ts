/** What a script does in the store. Nothing else happens between its first line and its last. */
export interface ScriptStore {
  /** The value, or null where there is none any more. */
  get(key: string): string | null;
  /** As `store.set`. */
  set(key: string, value: string, options?: SetOptions): 'OK' | null;
  /** True if it was there. */
  delete(key: string): boolean;
  /** Adds 1 to a whole number, from 0 where there is none, and answers the sum. What it sets never expires. */
  increment(key: string): number;
  /** Lets a key that is there expire `ms` from now, instead of when it would have. False if it is not there. */
  expire(key: string, ms: number): boolean;
}

/** How a value is set. */
export interface SetOptions {
  /** Only if the key is not there. */
  nx?: boolean;
  /** Gone so many milliseconds after it was set, by the store's own clock. Without it: never. */
  px?: number;
}

/**
 * A key-value store that all nodes share, as a client sees it. Every call travels there and back: it happens at one
 * instant in between. On this rung every call answers, within some milliseconds.
 */
export interface Store {
  /** Sets a value. `null`: it did not, since the key is there and `nx` was asked for. */
  set(key: string, value: string, options?: SetOptions): Promise<'OK' | null>;
  /** The value, or null where there is none any more. */
  get(key: string): Promise<string | null>;
  /** Removes a key, whoever set it. True if it was there. */
  delete(key: string): Promise<boolean>;
  /**
   * Runs a function in the store, at one instant. It uses what it is given and constants, and answers plain data.
   *
   * @example
   * const was = await store.script((s) => {
   *   const found = s.get('greeting');
   *   if (found === 'hello') s.set('greeting', 'goodbye', { px: 1000 });
   *   return found;
   * });
   */
  script<T>(run: (store: ScriptStore) => T): Promise<T>;
}

/** How an elector is set up. All of it is always valid. */
export interface ElectorOptions {
  /** Name of this node: any string, another on every node. */
  id: string;
  /** What all electors of one election share. You choose the keys. */
  store: Store;
  /** How long a lease lasts in the store, in milliseconds. An even integer ≥ 100. */
  ttlMs: number;
  /** Of no meaning on this rung. */
  maxSkewMs: number;
  /** The work of a leader, for your own use: call it when leadership begins, or leave it. The checks do not look at it. */
  onTask?: (token?: number) => unknown;
}

/** One node's hold on the leadership. */
export interface Elector {
  /**
   * Tries to get the lease, once.
   *
   * @returns true when this node holds it now, for `ttlMs` from the instant at which the store granted it; false when
   *   another node holds it
   *
   * @example
   * const a = createElector({ id: 'a', store, ttlMs: 1000, maxSkewMs: 0 });
   * const b = createElector({ id: 'b', store, ttlMs: 1000, maxSkewMs: 0 });
   * await a.acquire(); // true
   * await b.acquire(); // false
   * await a.release(); // true
   * await b.acquire(); // true
   */
  acquire(): Promise<boolean>;
  /**
   * Gives up the lease that this node holds.
   *
   * @returns true when it held it and has given it up; false when it holds none, never did or no longer: then nothing changes
   */
  release(): Promise<boolean>;
}

/** What the exercise calls: export a function of this type, named `createElector`. Electors share nothing but the store. */
export type CreateElector = (options: ElectorOptions) => Elector;
