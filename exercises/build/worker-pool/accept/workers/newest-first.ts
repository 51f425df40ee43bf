// facts: startOrder=newest
// A stack in place of the queue: under overload the newest caller is the one that is still there.
export function createPool({ workers }: { workers: number }) {
  const stack: (() => Promise<void>)[] = [];
  let busy = 0;
  async function take(): Promise<void> {
    if (busy >= workers) return;
    busy += 1;
    for (let task = stack.pop(); task !== undefined; task = stack.pop()) await task();
    busy -= 1;
  }
  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        stack.push(() => job().then(resolve, reject));
        void take();
      });
    },
  };
}
