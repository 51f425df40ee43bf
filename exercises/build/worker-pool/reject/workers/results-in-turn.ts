// breaks: result-is-the-jobs-own
// repair: array-and-counter
// A result waits for the result of the job before it.
export function createPool({ workers }: { workers: number }) {
  const queue: (() => void)[] = [];
  let running = 0;
  let last: Promise<unknown> = Promise.resolve();

  function start(): void {
    while (running < workers && queue.length > 0) {
      running += 1;
      queue.shift()?.();
    }
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      const ended = new Promise<T>((resolve) => {
        queue.push(() => {
          void job().then((value) => {
            running -= 1;
            resolve(value);
            start();
          });
        });
      });
      const before = last;
      last = ended;
      start();
      return before.then(() => ended);
    },
  };
}
