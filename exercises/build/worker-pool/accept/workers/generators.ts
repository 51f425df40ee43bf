// Each worker is a generator that yields when it has nothing to do and is stepped by hand; tickets number the jobs.
export function createPool({ workers }: { workers: number }) {
  const jobs = new Map<number, (done: () => void) => void>();
  let taken = 0;
  let given = 0;
  const idle: Generator<void, void, void>[] = [];

  function* worker(wake: () => void): Generator<void, void, void> {
    for (;;) {
      const job = jobs.get(taken);
      if (job === undefined) {
        yield;
        continue;
      }
      jobs.delete(taken);
      taken += 1;
      job(wake);
      yield;
    }
  }
  for (let index = 0; index < workers; index += 1) {
    const me: Generator<void, void, void> = worker(() => {
      idle.push(me);
      step();
    });
    idle.push(me);
  }
  function step(): void {
    while (idle.length > 0 && jobs.has(taken)) idle.shift()?.next();
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      const ticket = given;
      given += 1;
      return new Promise<T>((resolve, reject) => {
        jobs.set(ticket, (done) => {
          const run = async (): Promise<void> => {
            try {
              resolve(await job());
            } catch (error) {
              reject(error);
            } finally {
              done();
            }
          };
          void run();
        });
        step();
      });
    },
  };
}
