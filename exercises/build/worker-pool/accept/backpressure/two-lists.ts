// Two lists, accepted and held back; one loop moves everything forward that may move.
type Job<T> = () => Promise<T>;
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const accepted: Task[] = [];
  const heldBack: Task[] = [];
  let running = 0;

  function move(): void {
    for (;;) {
      if (running < workers && accepted.length > 0) {
        running += 1;
        void accepted
          .shift()!
          .run()
          .then(() => {
            running -= 1;
            move();
          });
      } else if (accepted.length < queueLimit && heldBack.length > 0) {
        const task = heldBack.shift()!;
        accepted.push(task);
        task.accept();
      } else return;
    }
  }

  return {
    submit<T>(job: Job<T>): { accepted: Promise<void>; result: Promise<T> } {
      let accept = (): void => {};
      const isAccepted = new Promise<void>((resolve) => (accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        heldBack.push({ accept, run: () => job().then(resolve, reject) });
      });
      move();
      return { accepted: isAccepted, result };
    },
  };
}
