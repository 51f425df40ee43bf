// As many endless loops as there are workers; an idle one parks itself, and a submission wakes the one parked longest.
export function createPool({ workers }: { workers: number }) {
  const tasks: (() => Promise<void>)[] = [];
  const parked: (() => void)[] = [];

  async function work(): Promise<never> {
    for (;;) {
      const task = tasks.shift();
      if (task === undefined) await new Promise<void>((wake) => parked.push(wake));
      else await task();
    }
  }
  for (let worker = 0; worker < workers; worker += 1) void work();

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        tasks.push(async () => {
          try {
            resolve(await job());
          } catch (error) {
            reject(error);
          }
        });
        parked.shift()?.();
      });
    },
  };
}
