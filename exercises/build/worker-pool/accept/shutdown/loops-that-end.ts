// Worker loops that end when the pool is closed and the queue is empty: a close is over when all loops are.
export function createPool({ workers, queueLimit }: { workers: number; queueLimit: number }) {
  type Item = { run(): Promise<void>; accept(): void; refuse(): void };
  const controller = new AbortController();
  const queue: Item[] = [];
  const producers: Item[] = [];
  const sleepers: (() => void)[] = [];
  let closed = false;

  const refill = (): void => {
    while (queue.length < queueLimit && producers.length > 0) {
      const item = producers.shift()!;
      item.accept();
      queue.push(item);
    }
  };
  const next = async (): Promise<Item | undefined> => {
    while (queue.length === 0 && !closed) await new Promise<void>((wake) => sleepers.push(wake));
    const item = queue.shift();
    refill();
    return item;
  };
  const loop = async (): Promise<void> => {
    for (let item = await next(); item !== undefined; item = await next()) await item.run();
  };
  const loops = Promise.all(Array.from({ length: workers }, loop)).then(() => undefined);

  const wakeAll = (): void => sleepers.splice(0).forEach((wake) => wake());
  const close = (): void => {
    closed = true;
    producers.splice(0).forEach((item) => item.refuse());
    wakeAll();
  };

  return {
    submit<T>(job: (signal: AbortSignal) => Promise<T>) {
      const accepted = deferred<void>();
      const result = deferred<T>();
      const item: Item = {
        accept: () => accepted.resolve(),
        refuse() {
          accepted.reject(new PoolClosed());
          result.reject(new PoolClosed());
        },
        async run() {
          await Promise.resolve(controller.signal).then(job).then(result.resolve, result.reject);
        },
      };
      if (closed) item.refuse();
      else {
        // A sleeping worker takes it within this millisecond; until then it may stand over the bound.
        if (sleepers.length > 0) {
          item.accept();
          queue.push(item);
        } else {
          producers.push(item);
          refill();
        }
        sleepers.shift()?.();
      }
      return { accepted: accepted.promise, result: result.promise };
    },
    async drain() {
      close();
      return loops;
    },
    async abort() {
      queue.splice(0).forEach((item) => item.refuse());
      close();
      controller.abort();
      return loops;
    },
  };
}

class PoolClosed extends Error {
  constructor() {
    super('the pool takes no more jobs');
    this.name = 'PoolClosed';
  }
}

function deferred<T>() {
  const made = {} as { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void };
  made.promise = new Promise<T>((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}
