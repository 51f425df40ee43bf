/** Right caches, by rung and facts. */
import { type Exports, type Facts, createSlots, virtual } from 'drydock';
import type { CacheOptions as ReadThroughOptions } from '../contract/read-through';
import type { SlotOptions } from '../scenarios/traffic';
import { extendsByGet, remembersFailures } from './facts';

/** Get, set and delete over slots; each rung shows what it has. */
function createPlain({ ttlMs = Infinity, capacity = Infinity }: SlotOptions, facts: Facts) {
  const slots = createSlots<unknown>({ ttlMs, capacity, readExtends: extendsByGet(facts) });
  return {
    get: (key: string): unknown => slots.read(key, virtual.nowMs())?.value,
    set(key: string, value: unknown): void {
      if (value === undefined) slots.remove(key, virtual.nowMs());
      else slots.write(key, value, virtual.nowMs());
    },
    delete: (key: string): boolean => slots.remove(key, virtual.nowMs()),
  };
}

type LoadingOptions = ReadThroughOptions<unknown> & { readonly staleMs?: number };

function createLoading({ ttlMs, staleMs = 0, capacity, load }: LoadingOptions, facts: Facts) {
  const slots = createSlots<unknown>({ ttlMs, staleMs, capacity });
  const failures = createSlots<{ readonly error: unknown }>({ ttlMs, capacity });
  const inFlight = new Map<string, Promise<unknown>>();

  function fetch(key: string): Promise<unknown> {
    const promise = (async (): Promise<unknown> => {
      try {
        const value = await load(key);
        slots.write(key, value, virtual.nowMs());
        return value;
      } catch (error) {
        if (remembersFailures(facts)) failures.write(key, { error }, virtual.nowMs());
        throw error;
      } finally {
        inFlight.delete(key);
      }
    })();
    inFlight.set(key, promise);
    return promise;
  }

  return {
    async get(key: string): Promise<unknown> {
      const entry = slots.read(key, virtual.nowMs());
      const running = inFlight.get(key);
      if (entry !== undefined) {
        if (entry.isStale && running === undefined) fetch(key).catch(() => undefined);
        return entry.value;
      }
      if (running !== undefined) return running;
      const failure = failures.read(key, virtual.nowMs());
      if (failure !== undefined) throw failure.value.error;
      return fetch(key);
    },
  };
}

const plain = (facts: Facts): Exports => ({ createCache: (options: SlotOptions = {}) => createPlain(options, facts) });

const withLoads = (facts: Facts): Exports => ({
  createCache: (options: LoadingOptions) => createLoading(options, facts),
});

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  'get-set': () => plain({}),
  ttl: plain,
  capacity: plain,
  'read-through': withLoads,
  'stale-while-revalidate': withLoads,
};
