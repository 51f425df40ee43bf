// breaks: result-is-the-jobs-own
// repair: array-and-counter
// Callers stand in a queue of their own: whichever job ends first answers the first of them.
export function createPool({ workers }: { workers: number }) {
  const jobs: (() => Promise<unknown>)[] = [];
  const callers: ((value: never) => void)[] = [];
  let running = 0;

  function start(): void {
    while (running < workers && jobs.length > 0) {
      running += 1;
      void jobs.shift()!().then((value) => {
        running -= 1;
        callers.shift()?.(value as never);
        start();
      });
    }
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve) => {
        jobs.push(job);
        callers.push(resolve);
        start();
      });
    },
  };
}
