// breaks: starts-in-submission-order
// `pop` where `shift` belongs: the newest starts first.
type Job<T> = () => Promise<T>;

export function createPool({ workers }: { workers: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  function startWaiting(): void {
    while (running < workers && waiting.length > 0) {
      running += 1;
      waiting.pop()?.();
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
