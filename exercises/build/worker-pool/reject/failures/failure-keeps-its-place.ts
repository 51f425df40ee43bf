// breaks: failures-make-room
// repair: async-runner
// Counts accepted jobs by hand, and forgets to do so where a job fails.
type Job<T> = () => Promise<T>;
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: Task[] = [];
  const producers: Task[] = [];
  let running = 0;
  let inside = 0;

  async function start(task: Task): Promise<void> {
    running += 1;
    await task.run();
    running -= 1;
    advance();
  }

  function advance(): void {
    for (;;) {
      if (running < workers && queue.length > 0) void start(queue.shift()!);
      else if (inside < queueLimit + workers && producers.length > 0) {
        const task = producers.shift()!;
        queue.push(task);
        inside += 1;
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
            resolve(await job());
            inside -= 1;
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
