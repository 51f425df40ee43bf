// breaks: free-worker-starts-at-once
// repair: array-and-counter
// New loops are started only when all old ones have ended: while one job runs, free workers are not woken.
export function createPool({ workers }: { workers: number }) {
  const queue: (() => Promise<void>)[] = [];
  let loops = 0;

  async function loop(): Promise<void> {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) await run();
    // The pool is known to be idle only when the last loop has ended.
    loops -= 1;
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push(() => job().then(resolve, reject));
        if (loops > 0) return;
        loops = workers;
        queueMicrotask(() => {
          for (let worker = 0; worker < workers; worker += 1) void loop();
        });
      });
    },
  };
}
