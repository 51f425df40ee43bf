import { assertOptions, type SlotsOptions } from './types';

/** A bounded map whose entries end. `nowMs` never goes back. */
export interface Slots<Value> {
  /** The entry of a key, which is used by that; undefined where there is none. */
  read(key: string, nowMs: number): { readonly value: Value; readonly isStale: boolean } | undefined;
  /** Puts an entry that is fresh from now on; where there is no place, expired entries go, else the least recently used. */
  write(key: string, value: Value, nowMs: number): void;
  /** Whether there was an entry. */
  remove(key: string, nowMs: number): boolean;
  /** Keys that are held, least recently used first. */
  keys(nowMs: number): readonly string[];
}

interface Entry<Value> {
  readonly value: Value;
  freshUntilMs: number;
}

/**
 * Entries by use and by age.
 *
 * Invariant, after each call: both maps hold the same keys, at most `capacity`, none of which has expired; `byUse` has the
 * least recently used first and `byAge` the one that ends first. A write is a use, and all entries live equally long, so
 * that each order is kept by moving one key to the end.
 *
 * Cost: amortised O(1) a call; O(capacity) memory.
 *
 * Source: least recently used, Mattson et al., Evaluation techniques for storage hierarchies, IBM Systems Journal 9(2),
 * 1970; stale entries as in RFC 5861, HTTP Cache-Control Extensions for Stale Content, 2010.
 */
export function createSlots<Value>(options: SlotsOptions = {}): Slots<Value> {
  assertOptions(options);
  const { ttlMs = Infinity, staleMs = 0, capacity = Infinity, readExtends = false } = options;
  const byUse = new Map<string, Entry<Value>>();
  const byAge = new Map<string, Entry<Value>>();

  const drop = (key: string): boolean => {
    byUse.delete(key);
    return byAge.delete(key);
  };
  const moveToEnd = (map: Map<string, Entry<Value>>, key: string, entry: Entry<Value>): void => {
    map.delete(key);
    map.set(key, entry);
  };
  const release = (nowMs: number): void => {
    for (const [key, { freshUntilMs }] of byAge) {
      if (nowMs < freshUntilMs + staleMs) return;
      drop(key);
    }
  };

  return {
    read(key, nowMs) {
      release(nowMs);
      const entry = byUse.get(key);
      if (entry === undefined) return undefined;
      moveToEnd(byUse, key, entry);
      const isStale = nowMs >= entry.freshUntilMs;
      if (readExtends && !isStale) {
        entry.freshUntilMs = nowMs + ttlMs;
        moveToEnd(byAge, key, entry);
      }
      return { value: entry.value, isStale };
    },
    write(key, value, nowMs) {
      release(nowMs);
      const entry = { value, freshUntilMs: nowMs + ttlMs };
      moveToEnd(byUse, key, entry);
      moveToEnd(byAge, key, entry);
      const [oldest] = byUse.keys();
      if (byUse.size > capacity && oldest !== undefined) drop(oldest);
    },
    remove(key, nowMs) {
      release(nowMs);
      return drop(key);
    },
    keys(nowMs) {
      release(nowMs);
      return [...byUse.keys()];
    },
  };
}
