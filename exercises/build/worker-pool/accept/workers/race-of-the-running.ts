// One dispatcher loop that comes and goes: while there is work it starts what it can and then awaits any of the running.
export function createPool({ workers }: { workers: number }) {
  const queue: { job: () => Promise<unknown>; resolve(value: unknown): void; reject(error: unknown): void }[] = [];
  const running = new Set<Promise<void>>();
  let isDispatching = false;

  async function dispatch(): Promise<void> {
    isDispatching = true;
    while (queue.length > 0) {
      while (running.size < workers && queue.length > 0) {
        const { job, resolve, reject } = queue.shift()!;
        const run: Promise<void> = Promise.resolve()
          .then(job)
          .then(resolve, reject)
          .then(() => void running.delete(run));
        running.add(run);
      }
      if (queue.length > 0) await Promise.race(running);
    }
    isDispatching = false;
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      const { promise, resolve, reject } = withResolvers<T>();
      queue.push({ job, resolve: resolve as (value: unknown) => void, reject });
      if (!isDispatching || running.size < workers) void dispatch();
      return promise;
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
