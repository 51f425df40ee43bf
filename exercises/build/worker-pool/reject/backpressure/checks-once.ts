// breaks: queue-is-bounded
// repair: two-lists
// Looks for room once and takes it after an await: somebody else may have taken it in between.
export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: (() => Promise<void>)[] = [];
  let running = 0;
  let room = queueLimit;
  const line: (() => void)[] = [];

  const pump = (): void => {
    while (running < workers && queue.length > 0) {
      running += 1;
      const run = queue.shift()!;
      room += 1;
      line.shift()?.();
      void run().then(() => {
        running -= 1;
        pump();
      });
    }
  };
  // A producer that was let in from the line takes its place only when its microtask comes.
  const enter = async (): Promise<void> => {
    if (room === 0 && running === workers) await new Promise<void>((granted) => line.push(granted));
    room -= 1;
  };

  return {
    submit<T>(job: () => Promise<T>) {
      let settle!: (value: Promise<T>) => void;
      const result = new Promise<T>((resolve) => (settle = resolve));
      const accepted = enter().then(() => {
        queue.push(() => {
          const run = job();
          settle(run);
          return run.then(() => undefined);
        });
        pump();
      });
      return { accepted, result };
    },
  };
}
