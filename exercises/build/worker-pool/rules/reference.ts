/** Right pools, by rung and facts. */
import { type Exports, type Facts, createDispatcher } from 'drydock';
import type { Job as ContractJob, Outcome, PoolOptions, Submission } from '../contract/ordered-results';

interface Task {
  start(signal: AbortSignal): Promise<void>;
  accept(): void;
  refuse(): void;
}

/** A pool with everything that the last rung asks for; each rung shows what it has. */
function createReference({ workers, queueLimit }: Partial<PoolOptions> & { workers: number }, facts: Facts) {
  const controller = new AbortController();
  const finished = withResolvers<undefined>();
  const outcomes: Promise<Outcome>[] = [];
  let more = withResolvers<undefined>();
  let isClosed = false;
  const dispatcher = createDispatcher<Task>(
    {
      workers,
      ...(queueLimit === undefined ? {} : { queueLimit }),
      next: facts['startOrder'] === 'newest' ? 'newest' : 'oldest',
    },
    {
      accept: (task) => task.accept(),
      refuse: (task) => task.refuse(),
      start: (task) =>
        void task.start(controller.signal).then(() => {
          dispatcher.ended();
          if (dispatcher.isFinished) finished.resolve(undefined);
        }),
    },
  );

  function submit<T>(job: ContractJob<T>): Submission<T> {
    const accepted = withResolvers<undefined>();
    const result = withResolvers<T>();
    const outcome = result.promise.then(
      (value): Outcome => ({ ok: true, value }),
      (error: unknown): Outcome => ({ ok: false, error }),
    );
    if (!isClosed) outcomes.push(outcome);
    more.resolve(undefined);
    more = withResolvers();
    dispatcher.submit({
      accept: () => accepted.resolve(undefined),
      refuse: () => {
        const error = Object.assign(new Error('The pool is closed.'), { name: 'PoolClosed' });
        accepted.reject(error);
        result.reject(error);
      },
      async start(signal) {
        try {
          result.resolve(await job(signal));
        } catch (error) {
          result.reject(error);
        }
      },
    });
    return { accepted: accepted.promise as Promise<void>, result: result.promise };
  }

  async function close(waiting: 'keep' | 'refuse'): Promise<void> {
    isClosed = true;
    dispatcher.close(waiting);
    more.resolve(undefined);
    if (dispatcher.isFinished) finished.resolve(undefined);
    await finished.promise;
  }

  return {
    submit,
    drain: () => close(facts['waitingOnDrain'] === 'reject' ? 'refuse' : 'keep'),
    abort(): Promise<void> {
      const closed = close('refuse');
      controller.abort();
      return closed;
    },
    async *results(): AsyncGenerator<Outcome> {
      for (let next = 0; ;) {
        const outcome = outcomes[next];
        if (outcome !== undefined) {
          yield await outcome;
          next += 1;
        } else if (isClosed) return;
        else await more.promise;
      }
    },
  };
}

function withResolvers<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function whole(facts: Facts): Exports {
  return { createPool: (options: PoolOptions) => createReference(options, facts) };
}

export const reference: Readonly<Record<string, (facts: Facts) => Exports>> = {
  workers: (facts) => ({
    createPool(options: { workers: number }) {
      const pool = createReference(options, facts);
      return { submit: <T>(job: () => Promise<T>) => pool.submit(job).result };
    },
  }),
  backpressure: whole,
  failures: whole,
  shutdown: whole,
  'ordered-results': whole,
};
