// Drain and abort look every few milliseconds whether anything is left; each job has a controller of its own.
const LOOK_MS = 25;

interface Task {
  state: 'producer' | 'queued' | 'running' | 'over';
  controller: AbortController;
  onAccept: (error?: Error) => void;
  onResult: (outcome: () => unknown) => void;
  job: (signal: AbortSignal) => Promise<unknown>;
}

export class Pool {
  #tasks: Task[] = [];
  #closed = false;
  readonly #workers: number;
  readonly #queueLimit: number;

  constructor(options: { workers: number; queueLimit: number }) {
    this.#workers = options.workers;
    this.#queueLimit = options.queueLimit;
  }

  submit<T>(job: (signal: AbortSignal) => Promise<T>): { accepted: Promise<void>; result: Promise<T> } {
    const task: Partial<Task> = { state: 'producer', controller: new AbortController(), job };
    const accepted = new Promise<void>((resolve, reject) => {
      task.onAccept = (error) => (error === undefined ? resolve() : reject(error));
    });
    const result = new Promise<T>((resolve) => {
      task.onResult = (outcome) => resolve(new Promise<unknown>((settle) => settle(outcome())) as Promise<T>);
    });
    this.#tasks.push(task as Task);
    if (this.#closed) this.#refuse(task as Task);
    this.#step();
    return { accepted, result };
  }

  async drain(): Promise<void> {
    this.#closed = true;
    for (const task of this.#in('producer')) this.#refuse(task);
    await this.#untilEmpty();
  }

  async abort(): Promise<void> {
    this.#closed = true;
    for (const task of [...this.#in('producer'), ...this.#in('queued')]) this.#refuse(task);
    for (const task of this.#in('running')) task.controller.abort();
    await this.#untilEmpty();
  }

  async #untilEmpty(): Promise<void> {
    while (this.#tasks.length > 0) await new Promise<void>((resolve) => setTimeout(resolve, LOOK_MS));
  }

  #in(state: Task['state']): Task[] {
    return this.#tasks.filter((task) => task.state === state);
  }

  #refuse(task: Task): void {
    const error = Object.assign(new Error('closed'), { name: 'PoolClosed' });
    if (task.state === 'producer') task.onAccept(error);
    task.onResult(() => Promise.reject(error));
    this.#leave(task);
  }

  #leave(task: Task): void {
    task.state = 'over';
    this.#tasks = this.#tasks.filter((one) => one !== task);
  }

  #step(): void {
    for (;;) {
      const [queued] = this.#in('queued');
      const [producer] = this.#in('producer');
      if (queued !== undefined && this.#in('running').length < this.#workers) {
        queued.state = 'running';
        const run = (async () => queued.job(queued.controller.signal))();
        queued.onResult(() => run);
        const over = (): void => {
          this.#leave(queued);
          this.#step();
        };
        run.then(over, over);
      } else if (producer !== undefined && this.#in('queued').length < this.#queueLimit) {
        producer.state = 'queued';
        producer.onAccept();
      } else return;
    }
  }
}

export function createPool(options: { workers: number; queueLimit: number }): Pool {
  return new Pool(options);
}
