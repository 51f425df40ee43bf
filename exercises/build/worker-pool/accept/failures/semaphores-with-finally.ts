// Two semaphores, released in `finally`; submit is written as straight async code, and the caller's promises are its parts.
class Semaphore {
  readonly #waiters: (() => void)[] = [];
  constructor(private permits: number) {}
  acquire(): Promise<void> {
    if (this.permits === 0) return new Promise((resolve) => this.#waiters.push(resolve));
    this.permits -= 1;
    return Promise.resolve();
  }
  release(): void {
    const waiter = this.#waiters.shift();
    if (waiter === undefined) this.permits += 1;
    else waiter();
  }
}

class Pool {
  readonly #house: Semaphore;
  readonly #desks: Semaphore;

  constructor({ workers, queueLimit }: { workers: number; queueLimit: number }) {
    this.#house = new Semaphore(workers + queueLimit);
    this.#desks = new Semaphore(workers);
  }

  submit<T>(job: () => Promise<T>) {
    const accepted = this.#house.acquire();
    return { accepted, result: this.#run(accepted, job) };
  }

  async #run<T>(accepted: Promise<void>, job: () => Promise<T>): Promise<T> {
    await accepted;
    try {
      await this.#desks.acquire();
      try {
        return await job();
      } finally {
        this.#desks.release();
      }
    } finally {
      this.#house.release();
    }
  }
}

export function createPool(options: { workers: number; queueLimit: number }) {
  return new Pool(options);
}
