// breaks: same-function-twice-is-two-jobs
// repair: array-and-counter
// Remembers jobs by function and answers the second submission with the first promise.
type Job<T> = () => Promise<T>;

export function createPool({ workers }: { workers: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;
  const known = new Map<unknown, Promise<unknown>>();

  function startWaiting(): void {
    while (running < workers && waiting.length > 0) {
      running += 1;
      waiting.shift()?.();
    }
  }

  return {
    submit<T>(job: Job<T>): Promise<T> {
      const earlier = known.get(job);
      if (earlier !== undefined) return earlier as Promise<T>;
      const result = new Promise<T>((resolve, reject) => {
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
      known.set(job, result);
      return result;
    },
  };
}
