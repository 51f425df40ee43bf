// breaks: pools-are-independent
// Queue and count are of the module: all pools share them.
type Job<T> = () => Promise<T>;

const waiting: (() => void)[] = [];
let running = 0;

export function createPool({ workers }: { workers: number }) {
  function startWaiting(): void {
    while (running < workers && waiting.length > 0) {
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
