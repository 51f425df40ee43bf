// breaks: free-worker-starts-at-once
// One worker, whatever the options say.
type Job<T> = () => Promise<T>;

export function createPool({ workers }: { workers: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  function startWaiting(): void {
    while (running < Math.min(workers, 1) && waiting.length > 0) {
      running += 1;
      waiting.shift()?.();
    }
  }

  return {
    submit<T>(job: Job<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push(() => {
          void job()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
              startWaiting();
            });
        });
        startWaiting();
      });
    },
  };
}
