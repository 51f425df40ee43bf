// breaks: failures-are-outcomes
// The reading ends with the first outcome that is a failure, after it has been told.
type Job<T> = (signal: AbortSignal) => Promise<T>;
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };
interface Task {
  accept(): void;
  refuse(): void;
  run(): Promise<void>;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const controller = new AbortController();
  const outcomes: Promise<Outcome>[] = [];
  let queue: Task[] = [];
  let producers: Task[] = [];
  let running = 0;
  let isClosed = false;
  let wakeReader = (): void => {};
  let finish!: () => void;
  const finished = new Promise<void>((resolve) => (finish = resolve));

  function advance(): void {
    for (;;) {
      if (running < workers && queue.length > 0) {
        running += 1;
        void queue
          .shift()!
          .run()
          .then(() => {
            running -= 1;
            advance();
          });
      } else if (queue.length < queueLimit && producers.length > 0) {
        const task = producers.shift()!;
        queue.push(task);
        task.accept();
      } else break;
    }
    if (isClosed && running === 0 && queue.length === 0) finish();
  }

  function close(): Promise<void> {
    isClosed = true;
    for (const task of producers) task.refuse();
    producers = [];
    advance();
    wakeReader();
    return finished;
  }

  return {
    submit<T>(job: Job<T>) {
      const accepted = withResolvers<void>();
      const result = withResolvers<T>();
      const task: Task = {
        accept: () => accepted.resolve(),
        refuse: () => {
          const error = Object.assign(new Error('closed'), { name: 'PoolClosed' });
          accepted.reject(error);
          result.reject(error);
        },
        run: async () => {
          try {
            result.resolve(await job(controller.signal));
          } catch (error) {
            result.reject(error);
          }
        },
      };
      if (isClosed) task.refuse();
      else {
        outcomes.push(
          result.promise.then(
            (value) => ({ ok: true, value }),
            (error: unknown) => ({ ok: false, error }),
          ),
        );
        producers.push(task);
        advance();
        wakeReader();
      }
      return { accepted: accepted.promise, result: result.promise };
    },
    drain: close,
    abort(): Promise<void> {
      for (const task of queue) task.refuse();
      queue = [];
      const over = close();
      controller.abort();
      return over;
    },
    async *results(): AsyncGenerator<Outcome> {
      for (let at = 0; ;) {
        if (at < outcomes.length) {
          const outcome = await outcomes[at++]!;
          yield outcome;
          if (!outcome.ok) return; // right:
        } else if (isClosed) return;
        else await new Promise<void>((wake) => (wakeReader = wake));
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
