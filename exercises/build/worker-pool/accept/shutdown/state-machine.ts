// The pool is in one of three states, each an object that says what a submission and an end mean in it.
type Job<T> = (signal: AbortSignal) => Promise<T>;
interface Entry {
  readonly begin: () => Promise<void>;
  readonly admit: () => void;
  readonly reject: (error: Error) => void;
}
interface State {
  readonly name: 'open' | 'draining' | 'closed';
  take(entry: Entry): void;
}

export function createPool(o: { workers: number; queueLimit: number }) {
  const abort = new AbortController();
  const waiting = new Set<Entry>();
  const knocking = new Set<Entry>();
  const running = new Set<Entry>();
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  const closedError = (): Error => {
    const error = new Error('PoolClosed');
    error.name = 'PoolClosed';
    return error;
  };
  const refusing = (name: 'draining' | 'closed'): State => ({ name, take: (entry) => entry.reject(closedError()) });
  const open: State = {
    name: 'open',
    take(entry) {
      knocking.add(entry);
      pump();
    },
  };
  let state: State = open;

  function first(entries: Set<Entry>): Entry | undefined {
    for (const entry of entries) {
      entries.delete(entry);
      return entry;
    }
    return undefined;
  }

  function pump(): void {
    while (running.size < o.workers) {
      const entry = first(waiting) ?? admitted();
      if (entry === undefined) break;
      running.add(entry);
      void entry.begin().finally(() => {
        running.delete(entry);
        pump();
      });
    }
    while (waiting.size < o.queueLimit) {
      const entry = admitted();
      if (entry === undefined) break;
      waiting.add(entry);
    }
    if (state !== open && running.size === 0 && waiting.size === 0) {
      state = refusing('closed');
      finish();
    }
  }

  function admitted(): Entry | undefined {
    const entry = first(knocking);
    entry?.admit();
    return entry;
  }

  function close(...refused: Set<Entry>[]): Promise<void> {
    if (state === open) state = refusing('draining');
    for (const entries of refused) for (const entry of [...entries]) entry.reject(closedError());
    for (const entries of refused) entries.clear();
    pump();
    return finished;
  }

  return {
    submit<T>(job: Job<T>) {
      const parts = {} as { accepted: Promise<void>; result: Promise<T>; entry: Entry };
      let admit!: () => void;
      let refuse!: (error: Error) => void;
      parts.accepted = new Promise<void>((yes, no) => ((admit = yes), (refuse = no)));
      parts.result = new Promise<T>((yes, no) => {
        const begin = async (): Promise<void> => {
          try {
            yes(await job(abort.signal));
          } catch (error) {
            no(error);
          }
        };
        parts.entry = { begin, admit, reject: (error) => (refuse(error), no(error)) };
      });
      state.take(parts.entry);
      return { accepted: parts.accepted, result: parts.result };
    },
    drain: () => close(knocking),
    abort: () => {
      const over = close(knocking, waiting);
      abort.abort();
      return over;
    },
  };
}
