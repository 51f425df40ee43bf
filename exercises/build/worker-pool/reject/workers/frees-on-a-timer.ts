// breaks: nobody-jumps-the-queue
// repair: array-and-counter
// Starts the next by a timer when a job ends, and a new one at once: a job that comes in between takes the worker of
// the one that waits.
type Job<T> = () => Promise<T>;

export function createPool({ workers }: { workers: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  function startWaiting(): void {
    while (running < workers && waiting.length > 0) {
      running += 1;
      waiting.shift()?.();
    }
  }

  return {
    submit<T>(job: Job<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const start = (): void => {
          void job()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
              setTimeout(startWaiting, 0);
            });
        };
        if (running < workers) {
          running += 1;
          start();
        } else waiting.push(start);
      });
    },
  };
}
