// The job is called inside an async function: a throw, a rejection and an answer all end in its one `finally`.
type Job<T> = () => Promise<T>;
interface Task {
  accept(): void;
  run(): Promise<void>;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: Task[] = [];
  const producers: Task[] = [];
  let running = 0;

  async function runNext(task: Task): Promise<void> {
    running += 1;
    try {
      await task.run();
    } finally {
      running -= 1;
      advance();
    }
  }

  function advance(): void {
    while (true) {
      const isFree = running < workers;
      if (isFree && queue.length > 0) void runNext(queue.shift()!);
      else if (queue.length < queueLimit && producers.length > 0) {
        const task = producers.shift()!;
        queue.push(task);
        task.accept();
      } else return;
    }
  }

  return {
    submit<T>(job: Job<T>) {
      let accept!: () => void;
      const accepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        const run = async (): Promise<void> => {
          try {
            resolve(await job());
          } catch (error) {
            reject(error);
          }
        };
        producers.push({ accept, run });
      });
      advance();
      return { accepted, result };
    },
  };
}
