// breaks: freed-worker-takes-the-next
// repair: array-and-counter
// Runs jobs in batches: the next batch waits for the slowest of the one before.
export function createPool({ workers }: { workers: number }) {
  const queue: (() => Promise<void>)[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    while (queue.length > 0) await Promise.all(queue.splice(0, workers).map((run) => run()));
    isWorking = false;
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push(() => job().then(resolve, reject));
        if (isWorking) return;
        isWorking = true;
        void Promise.resolve().then(work);
      });
    },
  };
}
