// breaks: abort-cuts-a-drain-short
// A pool that is closed already is left alone, so that a drain which takes too long cannot be cut short.
type Job<T> = (signal: AbortSignal) => Promise<T>;
interface Task {
  accept(): void;
  refuse(): void;
  run(): Promise<void>;
}

class PoolClosed extends Error {
  override readonly name = 'PoolClosed';
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const controller = new AbortController();
  let queue: Task[] = [];
  let producers: Task[] = [];
  let running = 0;
  let isClosed = false;
  let closers: (() => void)[] = [];

  function advance(): void {
    for (;;) {
      if (running < workers && queue.length > 0) start(queue.shift()!);
      else if (queue.length < queueLimit && producers.length > 0) {
        const task = producers.shift()!;
        queue.push(task);
        task.accept();
      } else break;
    }
    if (isClosed && running === 0 && queue.length === 0) {
      for (const resolve of closers) resolve();
      closers = [];
    }
  }

  function start(task: Task): void {
    running += 1;
    void task.run().then(() => {
      running -= 1;
      advance();
    });
  }

  function close(): Promise<void> {
    isClosed = true;
    for (const task of producers) task.refuse();
    producers = [];
    const over = new Promise<void>((resolve) => closers.push(resolve));
    advance();
    return over;
  }

  return {
    submit<T>(job: Job<T>) {
      let task!: Task;
      let accept!: () => void;
      let refuse!: (error: unknown) => void;
      const accepted = new Promise<void>((resolve, reject) => {
        accept = resolve;
        refuse = reject;
      });
      const result = new Promise<T>((resolve, reject) => {
        task = {
          accept,
          refuse: () => {
            const error = new PoolClosed();
            refuse(error);
            reject(error);
          },
          run: async () => {
            try {
              resolve(await job(controller.signal));
            } catch (error) {
              reject(error);
            }
          },
        };
      });
      if (isClosed) task.refuse();
      else {
        producers.push(task);
        advance();
      }
      return { accepted, result };
    },
    drain: close,
    abort(): Promise<void> {
      if (isClosed) return close();
      for (const task of queue) task.refuse();
      queue = [];
      const over = close();
      controller.abort();
      return over;
    },
  };
}
