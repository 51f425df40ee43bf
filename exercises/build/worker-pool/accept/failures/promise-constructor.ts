// The job is called by a Promise constructor, which turns a throw into a rejection; states are a union, kept in one array.
type Task = { phase: 'producer' | 'queued'; begin: () => Promise<unknown>; accept: () => void };

export const createPool = (options: { workers: number; queueLimit: number }) => {
  let tasks: Task[] = [];
  let busy = 0;

  const update = (): void => {
    for (;;) {
      const queued = tasks.filter(({ phase }) => phase === 'queued');
      const producer = tasks.find(({ phase }) => phase === 'producer');
      const [first] = queued;
      if (first !== undefined && busy < options.workers) {
        tasks = tasks.filter((task) => task !== first);
        busy += 1;
        const over = (): void => {
          busy -= 1;
          update();
        };
        first.begin().then(over, over);
      } else if (producer !== undefined && queued.length < options.queueLimit) {
        producer.phase = 'queued';
        producer.accept();
      } else break;
    }
  };

  return {
    submit<T>(job: () => Promise<T>): { accepted: Promise<void>; result: Promise<T> } {
      const task: Task = { phase: 'producer', begin: () => Promise.resolve(), accept: () => {} };
      const accepted = new Promise<void>((resolve) => (task.accept = resolve));
      const result = new Promise<T>((settle) => {
        task.begin = () => {
          const run = new Promise<T>((resolve) => resolve(job()));
          settle(run);
          return run;
        };
      });
      tasks.push(task);
      update();
      return { accepted, result };
    },
  };
};
