// breaks: producers-are-accepted-in-order
// repair: two-lists
// A place that becomes free is given a timer later, and to a new producer at once.
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
      while (running < workers && accepted.length > 0) start(accepted.shift()!);
      setTimeout(advance, 0);
    });
  }

  function advance(): void {
    for (;;) {
      if (running < workers && accepted.length > 0) start(accepted.shift()!);
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
        const task = { accept, run: () => job().then(resolve, reject) };
        if (accepted.length < queueLimit) heldBack.unshift(task);
        else heldBack.push(task);
      });
      advance();
      return { accepted: isAccepted, result };
    },
  };
}
