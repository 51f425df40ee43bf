import { mapDelete, mapGet, mapSet, NativeError, NativeMap } from '../_internals/primordials';
import type { Data } from '../types';
import type { Service } from './service';

interface Entry {
  readonly value: Data;
  /** When it is gone; infinity for never. */
  readonly expiresAt: number;
}

/** What an atomic script sees: the same operations, at one instant. */
export interface ScriptStore {
  get(key: string): Data;
  set(key: string, value: Data, options?: SetOptions): boolean;
  delete(key: string): boolean;
  increment(key: string, by?: number): number;
}

export interface SetOptions {
  /** Only if the key is not there: `SET NX`. */
  readonly nx?: boolean;
  /** Gone after so many milliseconds: `SET PX`. */
  readonly px?: number;
}

/**
 * A key-value store in the manner of Redis (redis.io/commands): `get`, `set` with `NX` and `PX`, `increment`, `expire`,
 * `delete`, compare-and-set, and scripts that run at one instant. Each operation is O(1). A key is gone at the instant
 * that it expires, by the store's own clock.
 */
export function createKeyValueStore(
  scripts: Readonly<Record<string, (store: ScriptStore, ...args: never[]) => Data>> = {},
): Service {
  const entries = new NativeMap<string, Entry>();
  const live = (now: number, key: string): Entry | undefined => {
    const entry = mapGet(entries, key);
    if (entry === undefined || entry.expiresAt > now) return entry;
    mapDelete(entries, key);
    return undefined;
  };
  const get = (now: number, key: string): Data => live(now, key)?.value ?? null;
  const set = (now: number, key: string, value: Data, options: SetOptions = {}): boolean => {
    if (options.nx === true && live(now, key) !== undefined) return false;
    mapSet(entries, key, { value, expiresAt: options.px === undefined ? Infinity : now + options.px });
    return true;
  };
  const increment = (now: number, key: string, by = 1): number => {
    const entry = live(now, key);
    const before = entry?.value ?? 0;
    if (typeof before !== 'number') throw new NativeError(`increment: the value of ${key} is not a number`);
    mapSet(entries, key, { value: before + by, expiresAt: entry?.expiresAt ?? Infinity });
    return before + by;
  };
  const remove = (now: number, key: string): boolean => live(now, key) !== undefined && mapDelete(entries, key);
  return {
    operations: {
      get,
      set,
      increment,
      delete: remove,
      expire: (now: number, key: string, milliseconds: number) => {
        const entry = live(now, key);
        if (entry === undefined) return false;
        mapSet(entries, key, { value: entry.value, expiresAt: now + milliseconds });
        return true;
      },
      /** Sets `key` to `next` only if it holds `expected` (`null`: not there). */
      compareAndSet: (now: number, key: string, expected: Data, next: Data) =>
        get(now, key) === expected && set(now, key, next),
      script: (now: number, name: string, ...args: never[]) => {
        const script = scripts[name];
        if (script === undefined) throw new NativeError(`script: there is no script ${name}`);
        const store: ScriptStore = {
          get: (key) => get(now, key),
          set: (key, value, options) => set(now, key, value, options),
          delete: (key) => remove(now, key),
          increment: (key, by) => increment(now, key, by),
        };
        return script(store, ...args);
      },
    },
  };
}
