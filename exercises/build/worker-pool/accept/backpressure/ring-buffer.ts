// A ring of queueLimit cells between producers and workers, as in the textbook; async loops take out of it.
type Run = () => Promise<void>;

class Ring {
  readonly #cells: (Run | undefined)[];
  #first = 0;
  #size = 0;
  readonly #producers: { run: Run; accepted: () => void }[] = [];
  readonly #takers: ((run: Run) => void)[] = [];

  constructor(size: number) {
    this.#cells = Array.from({ length: size });
  }

  put(run: Run, accepted: () => void): void {
    const taker = this.#takers.shift();
    if (taker !== undefined) {
      accepted();
      taker(run);
    } else if (this.#size < this.#cells.length) {
      this.#store(run);
      accepted();
    } else this.#producers.push({ run, accepted });
  }

  take(): Promise<Run> {
    if (this.#size === 0) return new Promise((resolve) => this.#takers.push(resolve));
    const run = this.#cells[this.#first]!;
    this.#cells[this.#first] = undefined;
    this.#first = (this.#first + 1) % this.#cells.length;
    this.#size -= 1;
    const producer = this.#producers.shift();
    if (producer !== undefined) {
      this.#store(producer.run);
      producer.accepted();
    }
    return Promise.resolve(run);
  }

  #store(run: Run): void {
    this.#cells[(this.#first + this.#size) % this.#cells.length] = run;
    this.#size += 1;
  }
}

export class WorkerPool {
  readonly #ring: Ring;

  constructor(options: { workers: number; queueLimit: number }) {
    this.#ring = new Ring(options.queueLimit);
    for (let index = 0; index < options.workers; index += 1) void this.#work();
  }

  async #work(): Promise<void> {
    for (;;) {
      const run = await this.#ring.take();
      await run();
    }
  }

  submit<T>(job: () => Promise<T>) {
    let accept!: () => void;
    const accepted = new Promise<void>((resolve) => (accept = resolve));
    const result = new Promise<T>((resolve, reject) => {
      this.#ring.put(async () => {
        try {
          resolve(await job());
        } catch (error) {
          reject(error);
        }
      }, accept);
    });
    return { accepted, result };
  }
}

export function createPool(options: { workers: number; queueLimit: number }): WorkerPool {
  return new WorkerPool(options);
}
