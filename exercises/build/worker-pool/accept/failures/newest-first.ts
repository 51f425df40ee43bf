// facts: startOrder=newest
// Accepted jobs on a stack; a wrapper that cannot throw runs each.
export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const stack: (() => Promise<void>)[] = [];
  const held: { run: () => Promise<void>; accept: () => void }[] = [];
  let running = 0;
  const fill = (): void => {
    if (running < workers && stack.length > 0) {
      running += 1;
      const run = stack.pop()!;
      void run().then(() => {
        running -= 1;
        fill();
      });
      return fill();
    }
    const next = stack.length < queueLimit ? held.shift() : undefined;
    if (next === undefined) return;
    stack.push(next.run);
    next.accept();
    fill();
  };
  return {
    submit<T>(job: () => Promise<T>) {
      let accept!: () => void;
      const accepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        held.push({ run: async () => Promise.resolve().then(job).then(resolve, reject), accept });
      });
      fill();
      return { accepted, result };
    },
  };
}
