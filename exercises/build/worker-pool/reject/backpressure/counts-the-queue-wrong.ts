// breaks: room-comes-back
// repair: two-lists
// Every job that ends gives a place back, also when none has left the queue: an emptied pool has more room than
// before.
interface Task {
  run(): Promise<void>;
  accept(): void;
}

export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  const queue: Task[] = [];
  const producers: Task[] = [];
  let running = 0;
  let room = queueLimit;

  function start(task: Task): void {
    running += 1;
    void task.run().then(() => {
      running -= 1;
      const next = queue.shift();
      if (next !== undefined) start(next);
      room += 1;
      letIn();
    });
  }

  function letIn(): void {
    while (room > 0 && producers.length > 0) {
      const task = producers.shift()!;
      task.accept();
      if (running < workers) start(task);
      else {
        room -= 1;
        queue.push(task);
      }
    }
  }

  return {
    submit<T>(job: () => Promise<T>) {
      const task: Partial<Task> = {};
      const accepted = new Promise<void>((resolve) => (task.accept = resolve));
      const result = new Promise<T>((resolve, reject) => {
        task.run = () => job().then(resolve, reject);
      });
      producers.push(task as Task);
      letIn();
      return { accepted, result };
    },
  };
}
