// breaks: works-again-after-silence
// repair: array-and-counter
// Worker loops end when the queue is empty, and are still counted as running.
export function createPool({ workers }: { workers: number }) {
  const queue: (() => Promise<void>)[] = [];
  let loops = 0;

  async function loop(): Promise<void> {
    for (let run = queue.shift(); run !== undefined; run = queue.shift()) await run();
  }

  return {
    submit<T>(job: () => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push(() => job().then(resolve, reject));
        if (loops >= workers) return;
        loops += 1;
        void loop();
      });
    },
  };
}
