// breaks: each-job-is-called-once
// repair: async-runner
// Tries a job that failed once more.
type Job<T> = () => Promise<T>;
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: Task[] = [];
  const producers: Task[] = [];
  let running = 0;

  async function start(task: Task): Promise<void> {
    running += 1;
    await task.run();
    running -= 1;
    advance();
  }

  function advance(): void {
    for (;;) {
      if (running < workers && queue.length > 0) void start(queue.shift()!);
      else if (queue.length < queueLimit && producers.length > 0) {
        const task = producers.shift()!;
        queue.push(task);
        task.accept();
      } else return;
    }
  }

  return {
    submit<T>(job: Job<T>): { accepted: Promise<void>; result: Promise<T> } {
      let accept!: () => void;
      const accepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        const run = async (): Promise<void> => {
          try {
            resolve(await Promise.resolve(job()));
          } catch (error) {
            await job().then(resolve, reject);
          }
        };
        producers.push({ accept, run });
      });
      advance();
      return { accepted, result };
    },
  };
}
