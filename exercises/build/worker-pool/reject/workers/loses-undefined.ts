// breaks: any-value-is-a-result
// A value that is not truthy never settles the promise.
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
        waiting.push(() => {
          void job()
            .then((value) => {
              if (value) resolve(value);
            }, reject)
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
