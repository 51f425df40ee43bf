// A counting semaphore that hands its permit straight to the first in line; submit is an ordinary async function around it.
class Semaphore {
  #permits: number;
  readonly #line: (() => void)[] = [];

  constructor(permits: number) {
    this.#permits = permits;
  }

  async acquire(): Promise<void> {
    if (this.#permits > 0) this.#permits -= 1;
    else await new Promise<void>((granted) => this.#line.push(granted));
  }

  release(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#permits += 1;
    else next();
  }
}

class Pool {
  readonly #semaphore: Semaphore;

  constructor(workers: number) {
    this.#semaphore = new Semaphore(workers);
  }

  async submit<T>(job: () => Promise<T>): Promise<T> {
    await this.#semaphore.acquire();
    try {
      return await job();
    } finally {
      this.#semaphore.release();
    }
  }
}

export const createPool = ({ workers }: { workers: number }) => new Pool(workers);
