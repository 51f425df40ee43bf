// breaks: freed-worker-takes-the-next
// Polls the queue every five milliseconds in place of looking when a job ends.
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

  setInterval(startWaiting, 5);

  return {
    submit<T>(job: Job<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        waiting.push(() => {
          void job()
            .then(resolve, reject)
            .finally(() => {
              running -= 1;
            });
        });
        startWaiting();
      });
    },
  };
}
