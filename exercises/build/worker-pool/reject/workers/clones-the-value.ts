// breaks: any-value-is-a-result
// Copies the value on its way: an object is not the same.
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
            .then(
              (value) => resolve(typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as T) : value),
              reject,
            )
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
