/**
 * A simulated key-value store for a learner's own tests: `SET NX PX`, `GET`, `DELETE` and scripts, in virtual time, over a
 * network that can lose and delay. Ordinary TypeScript, compiled with the tests, since its promises are to be theirs; held
 * against the kernel's own store in `store-api.test.ts`. Its members are those that the contracts of exercises have.
 */
export const STORE_API = `
function drydockStore(options: any = {}): any {
  const data = new Map<string, { value: string; untilMs: number }>();
  const live = (key: unknown) => {
    const entry = data.get(String(key));
    return entry !== undefined && performance.now() < entry.untilMs ? entry : undefined;
  };
  const store: any = {
    get(key: unknown) { const entry = live(key); return entry === undefined ? null : entry.value; },
    set(key: unknown, value: unknown, { nx = false, px = Infinity }: any = {}) {
      if (nx === true && live(key) !== undefined) return null;
      data.set(String(key), { value: String(value), untilMs: performance.now() + Number(px) });
      return 'OK';
    },
    delete(key: unknown) { const was = live(key) !== undefined; data.delete(String(key)); return was; },
    increment(key: unknown) {
      const entry = live(key);
      const sum = Number(entry === undefined ? 0 : entry.value) + 1;
      if (!Number.isSafeInteger(sum)) throw new TypeError('increment: the value of ' + String(key) + ' is not a whole number');
      data.set(String(key), { value: String(sum), untilMs: entry === undefined ? Infinity : entry.untilMs });
      return sum;
    },
    expire(key: unknown, ms: unknown) {
      const entry = live(key);
      if (entry !== undefined) entry.untilMs = performance.now() + Number(ms);
      return entry !== undefined;
    },
  };
  const clientOf = ({ requestMs = 1, replyMs = 1, timeoutMs = 500 }: any): any => {
    let loses = 'nothing';
    const ask = (op: string, work: (at: any) => unknown) => new Promise<any>((resolve, reject) => {
      const part = loses; const backMs = replyMs;
      const timeout = setTimeout(() => {
        const error = new Error(op + ' was not answered in ' + timeoutMs + ' ms');
        error.name = 'TimeoutError';
        reject(error);
      }, timeoutMs);
      if (part === 'request') return;
      setTimeout(() => {
        let settle: () => void;
        try { const value = work(store); settle = () => resolve(value); } catch (error) { settle = () => reject(error); }
        if (part !== 'reply') setTimeout(() => { clearTimeout(timeout); settle(); }, backMs);
      }, requestMs);
    });
    return {
      set: (key: unknown, value: unknown, how?: any) => ask('set', (at) => at.set(key, value, how)),
      get: (key: unknown) => ask('get', (at) => at.get(key)),
      delete: (key: unknown) => ask('delete', (at) => at.delete(key)),
      script: (work: (at: any) => unknown) => ask('script', work),
      client: (other: any = {}) => clientOf({ requestMs, replyMs, timeoutMs, ...other }),
      lose(what: string) { loses = what; },
      slow(ms: number) { replyMs = ms; },
    };
  };
  return clientOf(options);
}
`;

/** Its types, for the editor. */
export const STORE_TYPES = `
/** What a script does in the simulated store, at one instant. */
export interface TestScriptStore {
  get(key: string): string | null;
  set(key: string, value: string, options?: { nx?: boolean; px?: number }): 'OK' | null;
  delete(key: string): boolean;
  /** Adds 1 to a whole number, from 0, and answers the sum. */
  increment(key: string): number;
  expire(key: string, ms: number): boolean;
}
/** A simulated key-value store, as one client of it sees it, in virtual time. */
export interface TestStore {
  set(key: string, value: string, options?: { nx?: boolean; px?: number }): Promise<'OK' | null>;
  get(key: string): Promise<string | null>;
  delete(key: string): Promise<boolean>;
  script<T>(run: (store: TestScriptStore) => T): Promise<T>;
  /** Another client of the same data, with a network of its own: give each node one. */
  client(network?: TestNetwork): TestStore;
  /** From now on this client's requests never arrive, or their answers do not come back: both reject \`TimeoutError\`. */
  lose(part: 'request' | 'reply' | 'nothing'): void;
  /** From now on an answer to this client travels for so many milliseconds. */
  slow(replyMs: number): void;
}
export interface TestNetwork {
  /** Milliseconds that a request travels. Default 1. */
  requestMs?: number;
  /** Milliseconds that an answer travels. Default 1. */
  replyMs?: number;
  /** What is not answered by then rejects \`TimeoutError\`, in milliseconds. Default 500. */
  timeoutMs?: number;
}
export interface Services {
  /** A store of this test alone, empty. */
  createStore(network?: TestNetwork): TestStore;
}
`;
