// breaks: throw-reaches-its-producer
// repair: async-runner
// A job that throws is called in `then` of nothing: with a free worker `submit` throws.
type Job<T> = () => Promise<T>;
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: Task[] = [];
  const producers: Task[] = [];
  let running = 0;

  function start(task: Task): void {
    running += 1;
    void task.run().then(() => {
      running -= 1;
      advance();
    });
  }

  function advance(): void {
    for (;;) {
      if (running < workers && queue.length > 0) start(queue.shift()!);
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
        const run = (): Promise<void> => {
          return job().then(resolve, reject);
        };
        producers.push({ accept, run });
      });
      advance();
      return { accepted, result };
    },
  };
}
