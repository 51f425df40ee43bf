// facts: startOrder=newest
// Accepted jobs on a stack, producers in a queue: the newest accepted job runs next, and the oldest producer gets its place.
export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const stack: (() => Promise<void>)[] = [];
  const producers: { run: () => Promise<void>; accept: () => void }[] = [];
  let running = 0;
  function fill(): void {
    while (running < workers && stack.length > 0) {
      running += 1;
      const run = stack.pop()!;
      void run().then(() => {
        running -= 1;
        fill();
      });
    }
    while (stack.length < queueLimit && producers.length > 0) {
      const { run, accept } = producers.shift()!;
      stack.push(run);
      accept();
      if (running < workers) fill();
    }
  }
  return {
    submit<T>(job: () => Promise<T>) {
      let accept!: () => void;
      const accepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        producers.push({ run: () => job().then(resolve, reject), accept });
      });
      fill();
      return { accepted, result };
    },
  };
}
