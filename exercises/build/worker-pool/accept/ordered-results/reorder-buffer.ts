// A reorder buffer: outcomes are filed under their number as they come, and the reader's iterator is written by hand.
type Outcome = { ok: true; value: unknown } | { ok: false; error: unknown };
type Step = IteratorResult<Outcome, undefined>;

class ReorderBuffer implements AsyncIterableIterator<Outcome> {
  readonly #filed = new Map<number, Outcome>();
  #next = 0;
  #size = 0;
  #isComplete = false;
  #ask: ((step: Step) => void) | null = null;

  number(): number {
    this.#size += 1;
    return this.#size - 1;
  }
  file(number: number, outcome: Outcome): void {
    this.#filed.set(number, outcome);
    this.#serve();
  }
  complete(): void {
    this.#isComplete = true;
    this.#serve();
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
  next(): Promise<Step> {
    return new Promise((resolve) => {
      this.#ask = resolve;
      this.#serve();
    });
  }
  #serve(): void {
    if (this.#ask === null) return;
    const outcome = this.#filed.get(this.#next);
    const ask = this.#ask;
    if (outcome !== undefined) {
      this.#filed.delete(this.#next);
      this.#next += 1;
      this.#ask = null;
      ask({ done: false, value: outcome });
    } else if (this.#isComplete && this.#next === this.#size) {
      this.#ask = null;
      ask({ done: true, value: undefined });
    }
  }
}

interface Ticket {
  readonly number: number;
  readonly job: (signal: AbortSignal) => Promise<unknown>;
  readonly admit: { resolve(): void; reject(error: unknown): void };
  readonly done: { resolve(value: unknown): void; reject(error: unknown): void };
}

class Pool {
  readonly #workers: number;
  readonly #queueLimit: number;
  readonly #buffer = new ReorderBuffer();
  readonly #abort = new AbortController();
  readonly #accepted: Ticket[] = [];
  readonly #heldBack: Ticket[] = [];
  readonly #waitingForEnd: (() => void)[] = [];
  #running = 0;
  #closed = false;

  constructor(options: { workers: number; queueLimit: number }) {
    this.#workers = options.workers;
    this.#queueLimit = options.queueLimit;
  }

  submit<T>(job: (signal: AbortSignal) => Promise<T>): { accepted: Promise<void>; result: Promise<T> } {
    let admit!: Ticket['admit'];
    let done!: Ticket['done'];
    const accepted = new Promise<void>((resolve, reject) => (admit = { resolve, reject }));
    const result = new Promise<unknown>((resolve, reject) => (done = { resolve, reject })) as Promise<T>;
    if (this.#closed) {
      admit.reject(closed());
      done.reject(closed());
    } else {
      this.#heldBack.push({ number: this.#buffer.number(), job, admit, done });
      this.#update();
    }
    return { accepted, result };
  }

  async drain(): Promise<void> {
    await this.#close(false);
  }

  async abort(): Promise<void> {
    const over = this.#close(true);
    this.#abort.abort();
    await over;
  }

  results(): AsyncIterable<Outcome> {
    return this.#buffer;
  }

  #close(withQueue: boolean): Promise<void> {
    this.#closed = true;
    const gone = [...(withQueue ? this.#accepted.splice(0) : []), ...this.#heldBack.splice(0)];
    for (const { number, admit, done } of gone) {
      admit.reject(closed());
      done.reject(closed());
      this.#buffer.file(number, { ok: false, error: closed() });
    }
    return new Promise((resolve) => {
      this.#waitingForEnd.push(resolve);
      this.#update();
    });
  }

  #update(): void {
    let ticket: Ticket | undefined;
    while (this.#running < this.#workers && (ticket = this.#accepted.shift() ?? this.#admit())) void this.#run(ticket);
    while (this.#accepted.length < this.#queueLimit && (ticket = this.#admit())) this.#accepted.push(ticket);
    if (!this.#closed || this.#running > 0 || this.#accepted.length > 0) return;
    this.#buffer.complete();
    for (const resolve of this.#waitingForEnd.splice(0)) resolve();
  }

  #admit(): Ticket | undefined {
    const ticket = this.#heldBack.shift();
    ticket?.admit.resolve();
    return ticket;
  }

  async #run({ number, job, done }: Ticket): Promise<void> {
    this.#running += 1;
    try {
      const value = await job(this.#abort.signal);
      done.resolve(value);
      this.#buffer.file(number, { ok: true, value });
    } catch (error) {
      done.reject(error);
      this.#buffer.file(number, { ok: false, error });
    }
    this.#running -= 1;
    this.#update();
  }
}

function closed(): Error {
  return Object.assign(new Error('pool closed'), { name: 'PoolClosed' });
}

export const createPool = (options: { workers: number; queueLimit: number }) => new Pool(options);
