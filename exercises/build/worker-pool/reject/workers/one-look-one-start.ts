// breaks: several-ends-in-one-millisecond
// repair: array-and-counter
// Several ends in one millisecond ask for one look, and a look starts one job.
type Job<T> = () => Promise<T>;

export function createPool({ workers }: { workers: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  let isAsked = false;
  function look(): void {
    if (isAsked) return;
    isAsked = true;
    setTimeout(() => {
      isAsked = false;
      startWaiting();
    }, 0);
  }

  function startWaiting(): void {
    if (running < workers && waiting.length > 0) {
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
              look();
            });
        });
        startWaiting();
      });
    },
  };
}
