/** What the tests of this folder share: a clock that they move, locks, channels, an environment of one browser. */
import type { Attempt } from './attempt.svelte';
import { type AttemptEnvironment } from './environment';
import type { Channel, LogGrown } from './log';
import { AttemptStore } from './store';
import type { Clock } from './writer-lock';

/** A clock that stands still until it is moved. */
export class ManualClock implements Clock {
  #now: number;
  readonly #timers = new Set<{ readonly due: number; readonly call: () => void }>();

  constructor(now = 1_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, call: () => void): () => void {
    const timer = { due: this.#now + ms, call };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** Moves on, calling what falls due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#timers].filter((timer) => timer.due <= end).sort((a, b) => a.due - b.due)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.#now = Math.max(this.#now, due.due);
      due.call();
    }
    this.#now = end;
  }
}

/** Exclusive Web Locks within one test: `ifAvailable`, `signal`, first come first served. */
export function createLocks(): LockManager {
  const queues = new Map<string, (() => void)[]>();
  const request = async (
    name: string,
    options: LockOptions,
    work: (lock: Lock | null) => unknown,
  ): Promise<unknown> => {
    const waiting = queues.get(name);
    if (waiting !== undefined) {
      if (options.ifAvailable === true) return work(null);
      await new Promise<void>((resolve, reject) => {
        waiting.push(resolve);
        options.signal?.addEventListener('abort', () => {
          if (!waiting.includes(resolve)) return;
          waiting.splice(waiting.indexOf(resolve), 1);
          reject(new DOMException('aborted', 'AbortError'));
        });
      });
    } else queues.set(name, []);
    try {
      return await work({ name, mode: 'exclusive' });
    } finally {
      const next = queues.get(name)?.shift();
      if (next === undefined) queues.delete(name);
      else next();
    }
  };
  return { request, query: async () => ({ held: [], pending: [] }) } as unknown as LockManager;
}

/** One browser: what its tabs share. */
export interface TestBrowser {
  readonly name: string;
  readonly clock: ManualClock;
  /** The environment of another tab, and the way to send it to the background. */
  tab(options?: { readonly store?: AttemptStore }): AttemptEnvironment & { leave(): void };
}

let browsers = 0;

/** A browser with an empty profile. `locks: false`: one without Web Locks. */
export function createBrowser(options: { readonly locks?: boolean } = {}): TestBrowser {
  browsers += 1;
  const name = `attempts-test-${browsers}`;
  const clock = new ManualClock();
  const locks = options.locks === false ? undefined : createLocks();
  const listeners = new Set<(message: LogGrown) => void>();
  let random = 0;
  const tab: TestBrowser['tab'] = ({ store = new AttemptStore({ name }) } = {}) => {
    const leaving = new Set<() => void>();
    return {
      store,
      clock,
      locks,
      channel(listener): Channel {
        listeners.add(listener);
        return {
          post: (message) => {
            for (const other of listeners) if (other !== listener) other(message);
          },
          close: () => listeners.delete(listener),
        };
      },
      onLeave(call) {
        leaving.add(call);
        return () => leaving.delete(call);
      },
      random: () => (random += 1),
      unsaved: new Map<string, Attempt>(),
      leave() {
        for (const call of leaving) call();
      },
    };
  };
  return { name, clock, tab };
}

/** Waits until something holds, by the event loop's turns; gives up after many. */
export async function until(holds: () => boolean): Promise<void> {
  for (let turn = 0; turn < 5_000; turn += 1) {
    if (holds()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`never held: ${holds.toString()}`);
}
