// breaks: at-most-workers-run
// repair: two-lists
// `<=` where `<` belongs: one job more than there are workers.
type Job<T> = () => Promise<T>;
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const accepted: Task[] = [];
  const heldBack: Task[] = [];
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
      if (running <= workers && accepted.length > 0) start(accepted.shift()!);
      else if (accepted.length < queueLimit && heldBack.length > 0) {
        const task = heldBack.shift()!;
        accepted.push(task);
        task.accept();
      } else return;
    }
  }

  return {
    submit<T>(job: Job<T>): { accepted: Promise<void>; result: Promise<T> } {
      let accept!: () => void;
      const isAccepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        heldBack.push({ accept, run: () => job().then(resolve, reject) });
      });
      advance();
      return { accepted: isAccepted, result };
    },
  };
}
