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
 * instant in between. An answer may come late, and a request or an answer may be lost:
 * what has not answered after `ttlMs / 2` rejects with an error whose `name` is `'TimeoutError'`, and then it may have
 * happened or not.
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

/**
 * One node's part in an election. `acquire` and `release` of the rung before may stay, and are not called any more.
 */
export interface Elector {
  /**
   * Takes part from now on: tries to become the leader, again and again, and stays it by renewing the lease for as long
   * as it can. A renewal never prolongs, replaces or removes the lease of another node. Called once; may return a promise,
   * which nobody waits for.
   */
  start(): void;
  /**
   * Takes part no more: it ends its timers, and after `ttlMs` at the latest it leads no longer and another node may. May
   * return a promise.
   */
  stop(): void;
  /**
   * Whether this node leads now. Answers at once, from what it knows. Two nodes never lead at the same time.
   *
   * @example
   * elector.isLeader(); // false
   * elector.start();
   * // ... some milliseconds later
   * elector.isLeader(); // true, if no other node leads
   */
  isLeader(): boolean;
}

/** What the exercise calls: export a function of this type, named `createElector`. Electors share nothing but the store. */
export type CreateElector = (options: ElectorOptions) => Elector;
